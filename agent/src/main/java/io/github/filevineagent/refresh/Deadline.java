package io.github.filevineagent.refresh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One moment on both clocks; it is past as soon as either of them says so. Immutable. */
public final class Deadline {
    private final long nanos;
    private final long millis;

    Deadline(long fromNanos, long fromMillis, Duration after) {
        this.nanos = fromNanos + after.toNanos();
        this.millis = fromMillis + after.toMillis();
    }

    public static Deadline in(Duration duration, Clock clock) {
        return new Deadline(clock.nanoTime(), clock.currentTimeMillis(), duration);
    }

    boolean isPast(Clock clock) {
        // A difference, because nanoTime may overflow; the wall clock is asked only if the cheaper test says no.
        return clock.nanoTime() - nanos >= 0 || clock.currentTimeMillis() >= millis;
    }

    /** Returns the time left until the first of the two clocks gets there; zero or less when it is past. */
    public long nanosLeft(Clock clock) {
        return Math.min(nanos - clock.nanoTime(), TimeUnit.MILLISECONDS.toNanos(millis - clock.currentTimeMillis()));
    }

    long millis() {
        return millis;
    }
}
