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
    private @Nullable String authorization;

    HttpClientGet(URI uri, HttpClient.Version version) {
        this.client = HttpClient.newBuilder().version(version).build();
        this.uri = uri;
    }

    @Override
    public void authorize(String header) {
        authorization = header;
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

    @Override
    public byte[] exchange(URI tokenEndpoint, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
