package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fleet of 10,000 JVMs that start in the same second, as after a deployment, with tokens of 20 minutes: what the identity
 * server sees of it. Each has a token source of its own, so it is the real schedule; only time is not real.
 *
 * <p>A JVM exchanges every 14 to 16 minutes, so the mean is 111 exchanges in ten seconds, with a standard deviation of 10.5 in
 * a fleet that does not agree on anything: the busiest of some hundreds would then have some 145, or 1.3 times the mean.
 */
class FleetTest {
    private static final int CLIENTS = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(20);
    private static final double MEAN_INTERVAL_SECONDS = 0.75 * LIFETIME.toSeconds();
    private static final int WINDOW_SECONDS = 10;
    private static final double MEAN_OF_WINDOW = CLIENTS * WINDOW_SECONDS / MEAN_INTERVAL_SECONDS;
    private static final double MOST_OF_WINDOW = 1.5 * MEAN_OF_WINDOW;

    private static final Log LOG = new Log(System.err, Log.Level.OFF);

    @Test
    void exchanges_afterAStartInOneSecond_areEvenFromTheSecondLifetimeOn() {
        int[] seconds = new Fleet(Duration.ofHours(6), Duration.ZERO, Duration.ZERO).live();

        assertThat(seconds[0]).isEqualTo(CLIENTS);
        assertThat(busiestWindow(seconds, LIFETIME)).isLessThanOrEqualTo(MOST_OF_WINDOW);
        assertThat(meanWindow(seconds, LIFETIME)).isBetween(MEAN_OF_WINDOW * 0.98, MEAN_OF_WINDOW * 1.02);
    }

    /** A short one meets a part of the fleet, and one of more than 15 minutes all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"PT30M", "PT1M", "PT5M", "PT12M", "PT15M"})
    void exchanges_afterAnOutage_areEvenFromTheSecondLifetimeOn(Duration outage) {
        Duration begin = Duration.ofHours(1);
        Duration end = begin.plus(outage);
        int[] seconds = new Fleet(end.plusHours(2), begin, end).live();

        assertThat(busiestWindow(seconds, LIFETIME, begin)).isLessThanOrEqualTo(MOST_OF_WINDOW);
        assertThat(busiestWindow(seconds, end.plus(LIFETIME))).isLessThanOrEqualTo(MOST_OF_WINDOW);
        assertThat(meanWindow(seconds, end.plus(LIFETIME))).isBetween(MEAN_OF_WINDOW * 0.98, MEAN_OF_WINDOW * 1.02);
    }

    private static double busiestWindow(int[] seconds, Duration from) {
        return busiestWindow(seconds, from, Duration.ofSeconds(seconds.length));
    }

    /** Of all that begin with a second, not only of those that begin with a tenth one. */
    private static double busiestWindow(int[] seconds, Duration from, Duration to) {
        int busiest = 0;
        for (int second = (int) from.toSeconds(); second + WINDOW_SECONDS <= to.toSeconds(); second++) {
            busiest = Math.max(
                    busiest,
                    Arrays.stream(seconds, second, second + WINDOW_SECONDS).sum());
        }
        return busiest;
    }

    private static double meanWindow(int[] seconds, Duration from) {
        return WINDOW_SECONDS
                * Arrays.stream(seconds, (int) from.toSeconds(), seconds.length)
                        .average()
                        .orElseThrow();
    }

    /** One client after the other, since none knows of another. */
    private static final class Fleet implements Clock, TokenExchange, RefreshListener {
        private final long endNanos;
        private final long outageBeginNanos;
        private final long outageEndNanos;
        private final SplittableRandom random = new SplittableRandom(20261124);
        private final int[] exchangesInSecond;
        private long now;

        Fleet(Duration end, Duration outageBegin, Duration outageEnd) {
            endNanos = end.toNanos();
            outageBeginNanos = outageBegin.toNanos();
            outageEndNanos = outageEnd.toNanos();
            exchangesInSecond = new int[(int) end.toSeconds()];
        }

        /** Returns how many exchanges there were in each second. */
        int[] live() {
            for (int client = 0; client < CLIENTS; client++) {
                now = (long) (random.nextDouble() * 1e9);
                TokenSource tokens = new TokenSource("default", this, random::nextDouble, this, LOG, this, false);
                while (now < endNanos) {
                    tokens.refresher().exchange();
                    now += Math.max(0, tokens.nanosUntilDue());
                }
            }
            return exchangesInSecond;
        }

        @Override
        public IssuedToken exchange() throws ExchangeException {
            exchangesInSecond[(int) Duration.ofNanos(now).toSeconds()]++;
            if (now >= outageBeginNanos && now < outageEndNanos) {
                throw new ExchangeException(
                        ExchangeException.Kind.TRANSIENT, "http_503", "identity is down.", null, null);
            }
            return new IssuedToken(Secret.of("t"), LIFETIME, null);
        }

        @Override
        public void exchanged(Duration took) {}

        @Override
        public void exchangeFailed(Duration took, ExchangeException failure) {}

        @Override
        public boolean credentialsChanged() {
            return false;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentTimeMillis() {
            return Duration.ofNanos(now).toMillis();
        }
    }
}
