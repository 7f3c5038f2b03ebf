package io.github.filevineagent.refresh;

import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The exchanges that have failed in a row, all for the same kind of reason. Immutable. */
final class FailureStreak {
    private final ExchangeException latest;
    private final int length;
    private final long credentialsVersion;

    private FailureStreak(ExchangeException latest, int length, long credentialsVersion) {
        this.latest = latest;
        this.length = length;
        this.credentialsVersion = credentialsVersion;
    }

    /**
     * @param earlier what failed before, or null if the exchange before this one succeeded
     * @param credentialsVersion of the secrets that this exchange was made with, or of older ones
     */
    static FailureStreak after(@Nullable FailureStreak earlier, ExchangeException failure, long credentialsVersion) {
        int before = earlier != null && earlier.latest.kind() == failure.kind() ? earlier.length : 0;
        return new FailureStreak(failure, before + 1, credentialsVersion);
    }

    ExchangeException latest() {
        return latest;
    }

    /** Returns whether the identity server has refused the credentials, so that waiting does not help. */
    boolean isRefusal() {
        return latest.kind() == ExchangeException.Kind.REJECTED;
    }

    long credentialsVersion() {
        return credentialsVersion;
    }

    /** Returns how long to wait before the next attempt. Not always the same: there is jitter in it. */
    Duration pause(RefreshSchedule schedule) {
        return isRefusal()
                ? RefreshSchedule.pauseAfterRejection(length)
                : schedule.pauseAfterTransient(length, latest.retryAfter());
    }
}
