package io.github.filevineagent.testapp.integration;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** {@link HttpClient#send}: the caller's thread waits for the answer. */
final class BlockingHttpClient implements Transport {
    private final HttpClient client;

    BlockingHttpClient(HttpClient client) {
        this.client = client;
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        try {
            return CompletableFuture.completedFuture(
                    AsyncHttpClient.reply(client.send(AsyncHttpClient.request(call), BodyHandlers.ofByteArray())));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new InterruptedIOException(call + " was interrupted"));
        }
    }
}
