package io.github.filevineagent.refresh;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says once that exchanges fail, and once that they work again; what lies between is for the debug level. A change from
 * "can't reach it" to "refused" is news, and said as well. Used by one worker at a time.
 */
final class Outage {
    private final String profile;
    private final Log log;
    private ExchangeException.@Nullable Kind announced;
    private @Nullable Instant since;
    private int attempts;

    Outage(String profile, Log log) {
        this.profile = profile;
        this.log = log;
    }

    /**
     * @param usableUntil until when the token in use is valid, or null if there is none
     */
    void exchangeFailed(ExchangeException failure, Duration pause, @Nullable Instant usableUntil, Instant now) {
        attempts++;
        if (since == null) {
            since = now;
        }
        String next = "Next attempt in " + readable(pause) + ".";
        if (failure.kind() == announced) {
            log.debug(prefix() + "the token exchange failed again (" + failure.reason() + "). " + next);
            return;
        }
        announced = failure.kind();
        log.warn(prefix() + "the token exchange failed (" + failure.reason() + "): " + failure.getMessage() + " "
                + effect(failure, usableUntil) + mending(failure) + " " + next);
    }

    void exchangeSucceeded(Instant now) {
        if (since != null) {
            log.info(prefix() + "the token exchange works again after "
                    + readable(Duration.between(since, now)) + " and " + attempts
                    + (attempts == 1 ? " failed attempt." : " failed attempts."));
        }
        since = null;
        announced = null;
        attempts = 0;
    }

    private static String effect(ExchangeException failure, @Nullable Instant usableUntil) {
        if (usableUntil != null) {
            return "Requests are not affected yet: the current token is good until "
                    + usableUntil.truncatedTo(ChronoUnit.SECONDS) + ".";
        }
        return failure.kind() == ExchangeException.Kind.REJECTED
                ? "Gateway requests have no token (filevine.when-unavailable applies at once)."
                : "Gateway requests wait for a token (filevine.token-wait), then filevine.when-unavailable applies.";
    }

    private static String mending(ExchangeException failure) {
        return failure.kind() == ExchangeException.Kind.REJECTED
                ? " Where a secret is in a file, a new one is tried at once."
                : "";
    }

    private static String readable(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private String prefix() {
        return "profile " + profile + ": ";
    }
}
