package io.github.filevineagent.testapp.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@link HttpClient#sendAsync}: no thread waits, and calls that do not depend on each other run at the same time. */
final class AsyncHttpClient implements Transport {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client;

    AsyncHttpClient(HttpClient client) {
        this.client = client;
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        try {
            return client.sendAsync(request(call), BodyHandlers.ofByteArray()).thenApply(AsyncHttpClient::reply);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static HttpRequest request(Call call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(TIMEOUT);
        call.headers().forEach(request::setHeader);
        Body body = call.body();
        return body == null
                ? request.method(call.method(), BodyPublishers.noBody()).build()
                : request.method(call.method(), publisher(body))
                        .header("Content-Type", body.contentType())
                        .build();
    }

    static Reply reply(HttpResponse<byte[]> response) {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(response.statusCode(), contentType, response.body());
    }

    private static BodyPublisher publisher(Body body) throws IOException {
        if (body instanceof Body.Contents contents) {
            // The length is stated because storage services refuse a chunked upload to a presigned address.
            return BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(() -> open(contents.file())), Files.size(contents.file()));
        }
        return BodyPublishers.ofString(((Body.Json) body).text());
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
