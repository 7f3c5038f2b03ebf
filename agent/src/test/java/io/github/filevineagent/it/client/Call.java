package io.github.filevineagent.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One run of a scenario: where it goes, and its report on standard output. Thread-safe. */
public final class Call {
    private static final Map<HttpClient.Version, HttpClient> SHARED = new ConcurrentHashMap<>();

    private final String tag;
    private final Variant variant;

    Call(String tag, Variant variant) {
        this.tag = tag;
        this.variant = variant;
    }

    boolean isUrlConnection() {
        return variant == Variant.URL;
    }

    /** Whether it is {@code HttpClient}, with HTTP/1.1. */
    boolean isHttp1() {
        return variant == Variant.H1;
    }

    String tag() {
        return tag;
    }

    /** Returns {@code /TAG/STEPS} on one of the hosts that the test has named. */
    URI uri(String host, String steps) {
        return URI.create(System.getProperty("world." + host) + "/" + tag + "/" + steps);
    }

    HttpRequest.Builder request(String host, String steps) {
        return request(uri(host, steps));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return variant == Variant.H3 ? Http3.Discovery.HTTP_3_URI_ONLY.in(request) : request;
    }

    /** Returns the client that all scenarios of this protocol share. */
    HttpClient client() {
        return SHARED.computeIfAbsent(
                variant.version, version -> client(version).build());
    }

    HttpClient.Builder newClient() {
        return client(variant.version);
    }

    InetSocketAddress proxy(String name) {
        return new InetSocketAddress("localhost", uri(name, "").getPort());
    }

    HttpURLConnection open(String host, String steps) throws IOException {
        return open(host, steps, Proxy.NO_PROXY);
    }

    HttpURLConnection open(String host, String steps, Proxy proxy) throws IOException {
        return (HttpURLConnection) uri(host, steps).toURL().openConnection(proxy);
    }

    /** Sends the simplest request there is, with whichever client this is about, and reports what comes of it. */
    void get(String key, URI uri) throws IOException, InterruptedException {
        if (isUrlConnection()) {
            report(key, (HttpURLConnection) uri.toURL().openConnection());
        } else {
            report(key, send(client(), request(uri).build()));
        }
    }

    void post(String key, URI uri) throws IOException, InterruptedException {
        post(key, uri, "body");
    }

    void post(String key, URI uri, String body) throws IOException, InterruptedException {
        if (isUrlConnection()) {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            write(connection, body);
            report(key, connection);
        } else {
            report(
                    key,
                    send(
                            client(),
                            request(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build()));
        }
    }

    static void write(HttpURLConnection connection, String body) throws IOException {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Reports all that the application can see of a response and of the requests that led to it. */
    void report(String key, HttpResponse<String> response) {
        report(key, response.statusCode() + " " + response.body());
        Optional<HttpResponse<String>> seen = Optional.of(response);
        for (int i = 0; seen.isPresent(); i++) {
            HttpResponse<String> hop = seen.get();
            report(
                    key + ".hop" + i,
                    hop.statusCode() + " " + hop.uri() + " "
                            + new TreeMap<>(hop.request().headers().map()));
            seen = hop.previousResponse();
        }
    }

    /** Reports all that the application can see of a connection, and reads its body. */
    void report(String key, HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        report(key, status + " " + body(connection));
        report(key + ".url", connection.getURL());
        report(key + ".authorization", connection.getRequestProperty("Authorization"));
        report(key + ".echo", connection.getHeaderField("X-Echo"));
        try {
            report(key + ".properties", connection.getRequestProperties());
        } catch (IllegalStateException e) {
            report(key + ".properties", e.getMessage());
        }
    }

    synchronized void report(String key, @Nullable Object value) {
        String line = String.valueOf(value).replace('\n', ' ').replace('\r', ' ');
        System.out.println(tag + "." + key + "=" + line);
    }

    private static String body(HttpURLConnection connection) throws IOException {
        InputStream error = connection.getErrorStream();
        try (InputStream in =
                error == null && connection.getResponseCode() < 400 ? connection.getInputStream() : error) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpClient.Builder client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).followRedirects(HttpClient.Redirect.ALWAYS);
    }
}
