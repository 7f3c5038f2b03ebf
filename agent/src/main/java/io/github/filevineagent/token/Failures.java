package io.github.filevineagent.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of one endpoint's exchanges, each message beginning with the address. Immutable. */
final class Failures {
    private final TokenEndpoint endpoint;

    Failures(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
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
        return "PAT exchange with " + endpoint + ": " + what;
    }
}
