package io.github.filevineagent.benchmark.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;

/** One of the JDK's clients, and a GET request through it. */
interface Get {
    /** Sends it, reads the answer to its end and returns the status code. */
    int status() throws IOException, InterruptedException;

    /** Has each request from now on carry this {@code Authorization} header. */
    void authorize(String authorization);

    /** Sends a form to a token endpoint through the same client, and returns the answer's body. */
    byte[] exchange(URI tokenEndpoint, String form) throws IOException, InterruptedException;

    /**
     * Returns the one that is meant by {@code HttpURLConnection}, {@code HttpClient} (HTTP/1.1) or {@code HttpClient-2}. It
     * writes the header itself if the system property {@code benchmark.token} holds a token, or if {@code
     * benchmark.identity} says where to get one.
     */
    static Get through(String client, URI uri) throws IOException, InterruptedException {
        Get get = switch (client) {
            case "HttpURLConnection" -> new UrlConnectionGet(uri);
            case "HttpClient" -> new HttpClientGet(uri, HttpClient.Version.HTTP_1_1);
            case "HttpClient-2" -> new HttpClientGet(uri, HttpClient.Version.HTTP_2);
            default -> throw new IllegalArgumentException(client);
        };
        if (System.getProperty("benchmark.token") != null) {
            get.authorize("Bearer " + System.getProperty("benchmark.token"));
        } else if (System.getProperty("benchmark.identity") != null) {
            get.authorize("Bearer " + PatExchangeByHand.accessToken(get));
        }
        return get;
    }
}
