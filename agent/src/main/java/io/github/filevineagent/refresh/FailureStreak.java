package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The exchanges that have failed in a row; the length counts those at its end that did for the same kind of reason. Immutable. */
final class FailureStreak {
    private final ExchangeException latest;
    private final int length;
    private final long sinceNanos;

    private FailureStreak(ExchangeException latest, int length, long sinceNanos) {
        this.latest = latest;
        this.length = length;
        this.sinceNanos = sinceNanos;
    }

    /**
     * @param earlier what failed before, or null if the exchange before this one succeeded
     * @param sentNanos when the request that has failed was sent, by the monotonic clock
     */
    static FailureStreak after(@Nullable FailureStreak earlier, ExchangeException failure, long sentNanos) {
        int before = earlier != null && earlier.latest.kind() == failure.kind() ? earlier.length : 0;
        return new FailureStreak(failure, before + 1, earlier == null ? sentNanos : earlier.sinceNanos);
    }

    /** Returns how long after the first request that failed this moment is. */
    Duration durationUntil(long nanos) {
        return Duration.ofNanos(nanos - sinceNanos);
    }

    ExchangeException latest() {
        return latest;
    }

    /** Returns whether the identity server has refused the credentials, so that waiting does not help. */
    boolean isRefusal() {
        return latest.kind() == ExchangeException.Kind.REJECTED;
    }

    /** Returns how long to wait before the next attempt. Not always the same: there is jitter in it. */
    Duration pause(RefreshSchedule schedule) {
        return isRefusal()
                ? RefreshSchedule.pauseAfterRejection(length)
                : schedule.pauseAfterTransient(length, latest.retryAfter());
    }
}
