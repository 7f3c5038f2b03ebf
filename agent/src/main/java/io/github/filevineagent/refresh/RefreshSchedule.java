package io.github.filevineagent.refresh;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When to fetch the next token, and how long to wait after a failure. Pure arithmetic over an injected source of
 * randomness; thread-safe if that is.
 */
final class RefreshSchedule {
    /** A token is not sent in its last ten seconds: the request takes time to arrive, and clocks differ. */
    static final Duration EXPIRY_MARGIN = Duration.ofSeconds(10);

    /** For short-lived tokens the margin is this part of the lifetime. */
    static final int EXPIRY_MARGIN_DIVISOR = 10;

    /** A refresh is due when this part of the lifetime has passed, ... */
    static final double PREFETCH = 0.8;

    /** ... less a random share of the lifetime up to this one. */
    static final double PREFETCH_JITTER = 0.1;

    /** A token that many JVMs may have got at the same time is replaced at any moment from here to {@link #PREFETCH}, ... */
    static final double EARLIEST_SPREAD = 0.05;

    /** ... but no sooner than this after its own request, or {@link #LATEST_FLOOR} of its life if that is less. */
    static final Duration SHORTEST_DISTANCE = Duration.ofSeconds(1);

    /** For tokens so short that a second is much of their life: the earliest moment that the usual jitter gives. */
    static final double LATEST_FLOOR = PREFETCH - PREFETCH_JITTER;

    static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

    static final Duration FIRST_REJECTION_PAUSE = Duration.ofSeconds(60);
    static final Duration LONGEST_REJECTION_PAUSE = Duration.ofMinutes(5);

    private final DoubleSupplier random;

    /**
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
     */
    RefreshSchedule(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * Decides when a new token becomes stale and when it is no longer used, counted from its exchange's request. For one
     * that replaces another in time: each JVM keeps the place in the fleet's order that it has.
     */
    Times timesFor(Duration lifetime) {
        return times(lifetime, regularShare());
    }

    /**
     * As {@link #timesFor}, for the first token: what has made its exchange due, such as a deployment, may have done so in a
     * whole fleet. Its share is even from {@link #EARLIEST_SPREAD} to {@link #PREFETCH}, which is as
     * wide as the mean time between two exchanges, so that from the next ones on the fleet asks evenly.
     */
    Times spreadTimesFor(Duration lifetime) {
        double earliest = earliestShare(lifetime);
        return times(lifetime, earliest + (PREFETCH - earliest) * random.getAsDouble());
    }

    /**
     * As {@link #timesFor}, for a token that comes late because exchanges failed, as they did in a whole fleet, which then
     * succeeds all at once. The delay is taken off this token's life, so that each JVM is back in the place that it had. After
     * a delay that is too long for that it gets a new place.
     *
     * @param delay from the first request that failed to the one that brought this token
     */
    Times timesAfterOutage(Duration lifetime, Duration delay) {
        double share = regularShare() - delay.toNanos() / (double) lifetime.toNanos();
        return share >= earliestShare(lifetime) ? times(lifetime, share) : spreadTimesFor(lifetime);
    }

    private double regularShare() {
        return PREFETCH - PREFETCH_JITTER * random.getAsDouble();
    }

    private static double earliestShare(Duration lifetime) {
        double shortest = SHORTEST_DISTANCE.toNanos() / (double) lifetime.toNanos();
        return Math.max(EARLIEST_SPREAD, Math.min(shortest, LATEST_FLOOR));
    }

    private static Times times(Duration lifetime, double staleShare) {
        // Not Duration.dividedBy: it initializes BigDecimal, which on JDK 25 takes milliseconds before the first token.
        Duration shortMargin = Duration.ofNanos(lifetime.toNanos() / EXPIRY_MARGIN_DIVISOR);
        Duration margin = shortMargin.compareTo(EXPIRY_MARGIN) < 0 ? shortMargin : EXPIRY_MARGIN;
        return new Times(Duration.ofNanos((long) (lifetime.toNanos() * staleShare)), lifetime.minus(margin));
    }

    /**
     * Returns the pause after a transient failure: exponential with full jitter (each client waits a random share of the
     * step, so that clients that failed together do not come back together), after what the server has asked for.
     *
     * @param failures how many exchanges in a row have failed, this one included; 1 or more
     */
    Duration pauseAfterTransient(int failures, @Nullable Duration retryAfter) {
        Duration step = doubled(FIRST_BACKOFF, failures - 1, LONGEST_BACKOFF);
        Duration jittered = Duration.ofNanos((long) (step.toNanos() * random.getAsDouble()));
        if (retryAfter == null) {
            return jittered;
        }
        // The sum, and not the longer of the two: a server may name the same moment to all of its clients.
        Duration asked = retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
        return asked.plus(jittered);
    }

    /** Returns the pause after a rejection, which somebody has to mend: long, and growing. */
    static Duration pauseAfterRejection(int failures) {
        return doubled(FIRST_REJECTION_PAUSE, failures - 1, LONGEST_REJECTION_PAUSE);
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration result = first;
        for (int i = 0; i < times && result.compareTo(longest) < 0; i++) {
            result = result.multipliedBy(2);
        }
        return result.compareTo(longest) < 0 ? result : longest;
    }

    /** Two durations from the moment at which a token's exchange was sent. */
    static final class Times {
        private final Duration staleAfter;
        private final Duration unusableAfter;

        Times(Duration staleAfter, Duration unusableAfter) {
            this.staleAfter = staleAfter;
            this.unusableAfter = unusableAfter;
        }

        Duration staleAfter() {
            return staleAfter;
        }

        Duration unusableAfter() {
            return unusableAfter;
        }
    }
}
