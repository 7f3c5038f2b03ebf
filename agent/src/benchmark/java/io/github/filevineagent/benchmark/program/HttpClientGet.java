package io.github.filevineagent.benchmark.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

final class HttpClientGet implements Get {
    private final HttpClient client;
    private final URI uri;
    private final @Nullable String authorization;

    HttpClientGet(URI uri, HttpClient.Version version, @Nullable String authorization) {
        this.client = HttpClient.newBuilder().version(version).build();
        this.uri = uri;
        this.authorization = authorization;
    }

    @Override
    public int status() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    }
}
