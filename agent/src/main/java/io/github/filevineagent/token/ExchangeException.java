package io.github.filevineagent.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failed PAT exchange, or question to the gateway about a token: why, whether trying again soon can help, and what to do. Its message never shows a secret. */
public final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether the same request can succeed later without anybody changing anything. */
    public enum Kind {
        /** No connection, a timeout, an overloaded server, an unreadable answer. */
        TRANSIENT,
        /** The server understood and refused: the credentials or the configuration must change. */
        REJECTED
    }

    private final Kind kind;
    private final String reason;
    private final @Nullable Duration retryAfter;

    /**
     * @param reason a short, stable code for counters, such as {@code invalid_grant}, {@code http_503} or {@code timeout}
     * @param retryAfter what the server asked for in {@code Retry-After}, not negative; null where it did not
     */
    public ExchangeException(
            Kind kind, String reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Returns what is wrong and what to do about it; unlike other exceptions', never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return reason;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
