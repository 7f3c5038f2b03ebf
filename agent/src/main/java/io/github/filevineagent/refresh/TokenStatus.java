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
        REFUSED,
        /** No valid token, and none is fetched before a request wants one. */
        UNUSED
    }

    private final State state;
    private final @Nullable Instant usableUntil;
    private final @Nullable Instant nextRefresh;
    private final @Nullable String lastError;
    private final boolean refused;

    /**
     * @param nextRefresh null if it is up to a request when that is
     */
    TokenStatus(
            @Nullable AccessToken usable,
            boolean stale,
            @Nullable Instant nextRefresh,
            @Nullable ExchangeException failure) {
        this.usableUntil = usable == null ? null : Instant.ofEpochMilli(usable.unusableAtMillis());
        this.nextRefresh = nextRefresh;
        this.lastError = failure == null ? null : failure.reason() + ": " + failure.getMessage();
        this.refused = failure != null && failure.kind() == ExchangeException.Kind.REJECTED;
        if (usable != null) {
            this.state = stale ? State.STALE : State.FRESH;
        } else if (nextRefresh == null) {
            this.state = State.UNUSED;
        } else {
            this.state = refused ? State.REFUSED : State.MISSING;
        }
    }

    public State state() {
        return state;
    }

    /** Returns until when requests get the token by the wall clock, or null where there is no valid one. */
    public @Nullable Instant usableUntil() {
        return usableUntil;
    }

    /**
     * Returns when the next exchange is due by the wall clock, in the past while one is being made, or null where it is made
     * when a request wants it.
     */
    public @Nullable Instant nextRefresh() {
        return nextRefresh;
    }

    /** Returns why the last exchange failed, or null if it did not. */
    public @Nullable String lastError() {
        return lastError;
    }

    /** Returns whether the identity server has refused the credentials in the last exchange, be there a valid token or not. */
    public boolean refused() {
        return refused;
    }
}
