package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a profile's token at one moment, without the token. Immutable. */
public final class TokenStatus {
    /** What requests find. */
    public enum State {
        /** Valid, and not yet due for replacement. */
        FRESH,
        /** Valid; its replacement is being fetched, or could not be fetched so far. */
        STALE,
        /** No valid token; one is being fetched. */
        MISSING,
        /** No valid token: the identity server has refused the credentials. */
        REFUSED
    }

    private final State state;
    private final @Nullable Instant usableUntil;
    private final @Nullable Instant nextRefresh;
    private final @Nullable String lastError;

    TokenStatus(@Nullable AccessToken usable, boolean stale, @Nullable ExchangeException failure) {
        this.usableUntil = usable == null ? null : Instant.ofEpochMilli(usable.unusableAtMillis());
        this.nextRefresh = usable == null ? null : Instant.ofEpochMilli(usable.staleAtMillis());
        this.lastError = failure == null ? null : failure.reason() + ": " + failure.getMessage();
        if (usable != null) {
            this.state = stale ? State.STALE : State.FRESH;
        } else {
            this.state = failure != null && failure.kind() == ExchangeException.Kind.REJECTED
                    ? State.REFUSED
                    : State.MISSING;
        }
    }

    public State state() {
        return state;
    }

    public @Nullable Instant usableUntil() {
        return usableUntil;
    }

    public @Nullable Instant nextRefresh() {
        return nextRefresh;
    }

    public @Nullable String lastError() {
        return lastError;
    }
}
