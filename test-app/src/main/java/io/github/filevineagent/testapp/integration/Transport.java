package io.github.filevineagent.testapp.integration;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A way to make HTTP calls. One that blocks makes the call on the caller's thread and returns a completed future. */
interface Transport {
    /** Returns a client of the JDK that follows redirects. */
    static HttpClient newHttpClient() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /**
     * Returns one of the ways by its name.
     *
     * @param name of {@link CaseSync#CLIENTS}
     * @param client for those that use one
     */
    static Transport of(String name, HttpClient client) {
        return switch (name) {
            case "send" -> new BlockingHttpClient(client);
            case "sendAsync" -> new AsyncHttpClient(client);
            default -> new UrlConnection();
        };
    }

    /**
     * Makes the call, following redirects. The future fails with an {@link java.io.IOException} if there is no answer.
     */
    CompletableFuture<Reply> send(Call call);
}
