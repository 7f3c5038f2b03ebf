package io.github.filevineagent.benchmark.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

final class UrlConnectionGet implements Get {
    private final URI uri;
    private @Nullable String authorization;

    UrlConnectionGet(URI uri) {
        this.uri = uri;
    }

    @Override
    public void authorize(String header) {
        authorization = header;
    }

    @Override
    public int status() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
        return connection.getResponseCode();
    }

    @Override
    public byte[] exchange(URI tokenEndpoint, String form) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) tokenEndpoint.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setRequestProperty("Accept", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(form.getBytes(StandardCharsets.US_ASCII));
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
