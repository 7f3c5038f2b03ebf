package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The exchanges that have failed in a row, all for the same kind of reason. Immutable. */
final class FailureStreak {
    private final ExchangeException latest;
    private final int length;

    private FailureStreak(ExchangeException latest, int length) {
        this.latest = latest;
        this.length = length;
    }

    /**
     * @param earlier what failed before, or null if the exchange before this one succeeded
     */
    static FailureStreak after(@Nullable FailureStreak earlier, ExchangeException failure) {
        int before = earlier != null && earlier.latest.kind() == failure.kind() ? earlier.length : 0;
        return new FailureStreak(failure, before + 1);
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
