package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A day of 10,000 clients that start in the same second, as after a deployment, with tokens of 20 minutes.
 *
 * <p>A client exchanges every 14 to 16 minutes, so the mean is 11.1 exchanges per second. Each exchange adds a jitter with
 * a standard deviation of 35 s; after n exchanges the wave is √n × 35 s wide, and its crest is
 * 10,000 / (√(2π) × √n × 35 s): 58 per second at the fifth exchange, just after the first hour, and below the mean after
 * a day. Without jitter it would be 10,000 per second for ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetTest {
    private static final int CLIENTS = 10_000;
    private static final int SECONDS = (int) Duration.ofDays(1).toSeconds();
    private static final Duration LIFETIME = Duration.ofMinutes(20);
    private static final double MEAN = CLIENTS / (double) Duration.ofMinutes(15).toSeconds();

    private final int[] exchangesInSecond = new int[SECONDS];

    @BeforeAll
    void liveOneDay() {
        SplittableRandom random = new SplittableRandom(20261124);
        RefreshSchedule schedule = new RefreshSchedule(random::nextDouble);
        for (int client = 0; client < CLIENTS; client++) {
            double at = random.nextDouble();
            while (at < SECONDS) {
                exchangesInSecond[(int) at]++;
                at += schedule.timesFor(LIFETIME).staleAfter().toNanos() / 1e9;
            }
        }
    }

    @Test
    void exchanges_wholeDay_areAsManyAsTheLifetimeNeeds() {
        assertThat(between(Duration.ofHours(1), Duration.ofDays(1)).average().orElseThrow())
                .isBetween(MEAN * 0.95, MEAN * 1.05);
    }

    @Test
    void exchanges_afterTheFirstHour_peakBelowEightTimesTheMean() {
        assertThat(peak(Duration.ofHours(1), Duration.ofDays(1))).isLessThan(8 * MEAN);
    }

    @Test
    void exchanges_afterTwelveHours_peakBelowFourTimesTheMean() {
        assertThat(peak(Duration.ofHours(12), Duration.ofDays(1))).isLessThan(4 * MEAN);
    }

    private double peak(Duration from, Duration to) {
        return between(from, to).max().orElseThrow();
    }

    private IntStream between(Duration from, Duration to) {
        return Arrays.stream(exchangesInSecond, (int) from.toSeconds(), (int) to.toSeconds());
    }
}
