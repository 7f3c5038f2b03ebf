package io.github.filevineagent.benchmark.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/** A GET request through one of the JDK's clients. */
interface Get {
    /** Sends it, reads the answer to its end and returns the status code. */
    int status() throws IOException, InterruptedException;

    /**
     * Returns the one that is meant by {@code HttpURLConnection}, {@code HttpClient} or {@code HttpClient-2}. It writes
     * the header itself if the system property {@code benchmark.token} holds a token.
     */
    static Get through(String client, URI uri) {
        @Nullable String token = System.getProperty("benchmark.token");
        @Nullable String authorization = token == null ? null : "Bearer " + token;
        return switch (client) {
            case "HttpURLConnection" -> new UrlConnectionGet(uri, authorization);
            case "HttpClient" -> new HttpClientGet(uri, HttpClient.Version.HTTP_1_1, authorization);
            case "HttpClient-2" -> new HttpClientGet(uri, HttpClient.Version.HTTP_2, authorization);
            default -> throw new IllegalArgumentException(client);
        };
    }
}
