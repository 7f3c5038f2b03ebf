package io.github.filevineagent.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of calls to one address, each message beginning with what was called. Immutable. */
final class Failures {
    private final String call;

    /** Makes those of PAT exchanges. */
    Failures(TokenEndpoint endpoint) {
        this("PAT exchange with " + endpoint);
    }

    /**
     * @param call what was called, and where, without a secret
     */
    Failures(String call) {
        this.call = call;
    }

    ExchangeException passing(String reason, String what) {
        return passing(reason, what, null, null);
    }

    ExchangeException passing(String reason, String what, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new ExchangeException(ExchangeException.Kind.TRANSIENT, reason, message(what), retryAfter, cause);
    }

    ExchangeException rejection(String reason, String what) {
        return new ExchangeException(ExchangeException.Kind.REJECTED, reason, message(what), null, null);
    }

    private String message(String what) {
        return call + ": " + what;
    }
}
