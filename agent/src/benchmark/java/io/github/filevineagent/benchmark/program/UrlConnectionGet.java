package io.github.filevineagent.benchmark.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

final class UrlConnectionGet implements Get {
    private final URI uri;
    private final @Nullable String authorization;

    UrlConnectionGet(URI uri, @Nullable String authorization) {
        this.uri = uri;
        this.authorization = authorization;
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
}
