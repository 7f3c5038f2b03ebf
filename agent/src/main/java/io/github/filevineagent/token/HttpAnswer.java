package io.github.filevineagent.token;

import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** What of an HTTP response the exchange looks at. Immutable; the body's array belongs to it. */
final class HttpAnswer {
    private final int status;
    private final @Nullable String contentType;
    private final @Nullable String location;
    private final @Nullable String retryAfter;
    private final @Nullable String date;
    private final byte[] body;

    HttpAnswer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String retryAfter,
            @Nullable String date,
            byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.location = location;
        this.retryAfter = retryAfter;
        this.date = date;
        this.body = body;
    }

    static HttpAnswer of(HttpURLConnection connection, int status, byte[] body) {
        return new HttpAnswer(
                status,
                connection.getHeaderField("Content-Type"),
                connection.getHeaderField("Location"),
                connection.getHeaderField("Retry-After"),
                connection.getHeaderField("Date"),
                body);
    }

    int status() {
        return status;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    @Nullable
    String location() {
        return location;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    @Nullable
    String date() {
        return date;
    }

    byte[] body() {
        return body;
    }
}
