package io.github.filevineagent.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of calls to one place, each message beginning with what was called. Immutable. */
final class Failures {
    private final String call;
    private final Object place;

    /** Makes those of PAT exchanges. */
    Failures(TokenEndpoint endpoint) {
        this("PAT exchange with ", endpoint);
    }

    /**
     * @param call what was called, a space behind it
     * @param place where, without a secret; asked for each message, since an endpoint can have two addresses
     */
    Failures(String call, Object place) {
        this.call = call;
        this.place = place;
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
        return call + place + ": " + what;
    }
}
