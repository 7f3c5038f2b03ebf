package io.github.filevineagent.refresh;

import io.github.filevineagent.token.IssuedToken;
import java.time.Duration;
import java.time.Instant;

/**
 * A token as it is used: the header value, and the two moments that matter on each of the two clocks. Thread-safe.
 *
 * <p>FRESH until {@link #isStale} says that a replacement should be fetched, then STALE and still good, and EXPIRED when
 * {@link #isUsable} says so. What changes is only whether a request has used it.
 */
final class AccessToken {
    private static final String SCHEME = "Bearer ";

    private final String authorization;
    private final Deadline stale;
    private final Deadline expired;
    private final Duration lifetime;

    /** With {@code filevine.refresh=when-used}: whether a request has used it since {@link #takeUse}. */
    private volatile boolean used;

    /**
     * @param sentNanos when the exchange's request was sent, by the monotonic clock: the lifetime counts from here, since
     *     the server may have issued the token at any moment after it
     * @param sentMillis the same moment by the wall clock
     */
    AccessToken(IssuedToken issued, RefreshSchedule.Times times, long sentNanos, long sentMillis) {
        this.authorization = SCHEME + issued.value().reveal();
        this.stale = new Deadline(sentNanos, sentMillis, times.staleAfter());
        this.expired = new Deadline(sentNanos, sentMillis, times.unusableAfter());
        this.lifetime = issued.lifetime();
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

    Duration lifetime() {
        return lifetime;
    }

    /**
     * Remembers that a request has used it. Writes only where that is new, since each write would have the other processors
     * fetch the cache line again.
     */
    void markUsed() {
        if (!used) {
            used = true;
        }
    }

    boolean isUsed() {
        return used;
    }

    /** Returns whether a request has used it since this was asked last. What is marked meanwhile is for the next time. */
    boolean takeUse() {
        if (!used) {
            return false;
        }
        used = false;
        return true;
    }

    @Override
    public String toString() {
        return "AccessToken[***, usable until " + Instant.ofEpochMilli(unusableAtMillis()) + "]";
    }
}
