package io.github.filevineagent.refresh;

import io.github.filevineagent.token.IssuedToken;
import java.time.Instant;

/**
 * A token as it is used: the header value, and the two moments that matter on each of the two clocks. Immutable.
 *
 * <p>FRESH until {@link #isStale} says that a replacement should be fetched, then STALE and still good, and EXPIRED when
 * {@link #isUsable} says so.
 */
final class AccessToken {
    private static final String SCHEME = "Bearer ";

    private final String authorization;
    private final Deadline stale;
    private final Deadline expired;

    /**
     * @param sentNanos when the exchange's request was sent, by the monotonic clock: the lifetime counts from here, since
     *     the server may have issued the token at any moment after it
     * @param sentMillis the same moment by the wall clock
     */
    AccessToken(IssuedToken issued, RefreshSchedule.Times times, long sentNanos, long sentMillis) {
        this.authorization = SCHEME + issued.value().reveal();
        this.stale = new Deadline(sentNanos, sentMillis, times.staleAfter());
        this.expired = new Deadline(sentNanos, sentMillis, times.unusableAfter());
    }

    /** Returns the value of the {@code Authorization} header. */
    String authorization() {
        return authorization;
    }

    /** Returns whether the token may still be sent. Whichever clock says that it has expired is right. */
    boolean isUsable(Clock clock) {
        return !expired.isPast(clock);
    }

    /** Returns whether it is time to fetch the next token. */
    boolean isStale(Clock clock) {
        return stale.isPast(clock);
    }

    /** Returns the moment from which {@link #isStale} is true. */
    Deadline stale() {
        return stale;
    }

    /** Returns when the token stops being used, in milliseconds since the epoch. */
    long unusableAtMillis() {
        return expired.millis();
    }

    @Override
    public String toString() {
        return "AccessToken[***, usable until " + Instant.ofEpochMilli(unusableAtMillis()) + "]";
    }
}
