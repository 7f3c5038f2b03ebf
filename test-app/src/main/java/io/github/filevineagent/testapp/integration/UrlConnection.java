package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** {@link HttpURLConnection}, as in many a program that was written before Java 11. Follows redirects by default. */
final class UrlConnection implements Transport {
    private static final int TIMEOUT_MILLIS = 30_000;

    @Override
    public CompletableFuture<Reply> send(Call call) {
        try {
            return CompletableFuture.completedFuture(exchange(call));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Reply exchange(Call call) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) call.uri().toURL().openConnection();
        connection.setRequestMethod(call.method());
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        call.headers().forEach(connection::setRequestProperty);
        Body body = call.body();
        if (body != null) {
            write(body, connection);
        }
        int status = connection.getResponseCode();
        String contentType = Objects.requireNonNullElse(connection.getContentType(), "");
        return new Reply(status, contentType, read(connection, status));
    }

    private static void write(Body body, HttpURLConnection connection) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", body.contentType());
        if (body instanceof Body.Contents contents) {
            connection.setFixedLengthStreamingMode(Files.size(contents.file()));
            try (OutputStream out = connection.getOutputStream()) {
                Files.copy(contents.file(), out);
            }
        } else {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(((Body.Json) body).text().getBytes(UTF_8));
            }
        }
    }

    private static byte[] read(HttpURLConnection connection, int status) throws IOException {
        // There is no error stream when the failed answer has no body.
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}
