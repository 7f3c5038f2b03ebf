package io.github.filevineagent.refresh;

import java.time.Duration;
import java.time.Instant;

/** Both clocks in the test's hand. The monotonic one overflows after ten minutes, as it may in any JVM. Thread-safe. */
final class FakeClock implements Clock {
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(10).toNanos();
    private long forOneLook;
    private long millis = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized long currentTimeMillis() {
        long present = millis + forOneLook;
        forOneLook = 0;
        return present;
    }

    synchronized Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    /** Time passes. */
    synchronized void advance(Duration duration) {
        nanos += duration.toNanos();
        setWallClock(duration);
    }

    /** Somebody sets the wall clock, or the machine sleeps: the monotonic clock does not notice. */
    synchronized void setWallClock(Duration by) {
        millis += by.toMillis();
    }

    /** As {@link #setWallClock}, and whoever looks after the next one finds it set back. */
    synchronized void setWallClockForOneLook(Duration by) {
        forOneLook = by.toMillis();
    }

    /** The wall clock stands still or is held back, as when a time server slows it down. */
    synchronized void advanceMonotonic(Duration duration) {
        nanos += duration.toNanos();
    }
}
