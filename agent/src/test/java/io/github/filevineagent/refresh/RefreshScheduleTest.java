package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshScheduleTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @ParameterizedTest
    @CsvSource({
        // lifetime, random, stale after, unusable after
        "PT1S,     0,   PT0.8S,    PT0.9S",
        "PT1S,     0.5, PT0.75S,   PT0.9S",
        "PT2S,     0,   PT1.6S,    PT1.8S",
        "PT99S,    0,   PT79.2S,   PT89.1S",
        "PT100S,   0,   PT80S,     PT90S",
        "PT101S,   0,   PT80.8S,   PT91S",
        "PT20M,    0,   PT16M,     PT19M50S",
        "PT20M,    0.5, PT15M,     PT19M50S",
        "PT24H,    0,   PT19H12M,  PT23H59M50S",
        "PT24H,    0.5, PT18H,     PT23H59M50S",
        "PT0S,     0,   PT0S,      PT0S",
    })
    void timesFor_lifetime_isStaleAt80PercentLessJitterAndUnusableBeforeItsEnd(
            Duration lifetime, double random, Duration staleAfter, Duration unusableAfter) {
        RefreshSchedule.Times times = new RefreshSchedule(() -> random).timesFor(lifetime);

        assertThat(times.staleAfter()).isEqualTo(staleAfter);
        assertThat(times.unusableAfter()).isEqualTo(unusableAfter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT2S", "PT1M", "PT20M", "PT24H"})
    void timesFor_largestJitter_isStaleJustAfter70Percent(Duration lifetime) {
        RefreshSchedule.Times times = new RefreshSchedule(() -> ALMOST_ONE).timesFor(lifetime);

        long seventyPercent = lifetime.toNanos() / 10 * 7;
        assertThat(times.staleAfter().toNanos()).isBetween(seventyPercent, seventyPercent + 100);
        assertThat(times.staleAfter()).isLessThan(times.unusableAfter());
    }

    @ParameterizedTest
    @CsvSource({
        // lifetime, earliest, latest
        "PT0S,   PT0S,    PT0S",
        "PT1S,   PT0.7S,  PT0.8S",
        "PT2S,   PT1S,    PT1.6S",
        "PT10S,  PT1S,    PT8S",
        "PT19S,  PT1S,    PT15.2S",
        "PT20S,  PT1S,    PT16S",
        "PT60S,  PT3S,    PT48S",
        "PT20M,  PT1M,    PT16M",
        "PT24H,  PT1H12M, PT19H12M",
    })
    void spreadTimesFor_lifetime_isStaleBetween5And80PercentAndNotWithinASecond(
            Duration lifetime, Duration earliest, Duration latest) {
        RefreshSchedule.Times first = new RefreshSchedule(() -> 0).spreadTimesFor(lifetime);
        RefreshSchedule.Times last = new RefreshSchedule(() -> ALMOST_ONE).spreadTimesFor(lifetime);

        assertThat(first.staleAfter()).isBetween(earliest.minusNanos(100), earliest);
        assertThat(last.staleAfter()).isBetween(latest.minusNanos(100), latest);
        assertThat(first.unusableAfter())
                .isEqualTo(last.unusableAfter())
                .isEqualTo(new RefreshSchedule(() -> 0).timesFor(lifetime).unusableAfter());
    }

    @ParameterizedTest
    @CsvSource({
        // lifetime, delay, random, stale after
        "PT20M, PT0S,    0.5, PT15M",
        "PT20M, PT1S,    0.5, PT14M59S",
        "PT20M, PT10M,   0.5, PT5M",
        "PT20M, PT14M,   0.5, PT1M",
        "PT20M, PT14M1S, 0.5, PT8M30S",
        "PT20M, PT30M,   0.5, PT8M30S",
        "PT20M, PT15M,   0,   PT1M",
        "PT20M, PT15M1S, 0,   PT1M",
        "PT2S,  PT0.5S,  0.5, PT1S",
        "PT2S,  PT0.6S,  0.5, PT1.3S",
        "PT1S,  PT10M,   0,   PT0.7S",
        "PT0S,  PT10M,   0,   PT0S",
    })
    void timesAfterOutage_delay_isTakenOffTheLifeOrTooLongForThat(
            Duration lifetime, Duration delay, double random, Duration staleAfter) {
        RefreshSchedule.Times times = new RefreshSchedule(() -> random).timesAfterOutage(lifetime, delay);

        assertThat(times.staleAfter()).isBetween(staleAfter.minusNanos(100), staleAfter.plusNanos(100));
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT1S",
        "2, PT2S",
        "3, PT4S",
        "4, PT8S",
        "5, PT16S",
        "6, PT32S",
        "7, PT60S",
        "8, PT60S",
        "2147483647, PT60S",
    })
    void pauseAfterTransient_failuresInARow_isARandomShareOfADoublingStep(int failures, Duration step) {
        assertThat(new RefreshSchedule(() -> 0).pauseAfterTransient(failures, null))
                .isZero();
        assertThat(new RefreshSchedule(() -> 0.25).pauseAfterTransient(failures, null))
                .isEqualTo(step.dividedBy(4));
        assertThat(new RefreshSchedule(() -> ALMOST_ONE).pauseAfterTransient(failures, null))
                .isBetween(step.minusMillis(1), step);
    }

    @ParameterizedTest
    @CsvSource({
        // Retry-After, failures in a row, pause with half the jitter
        "PT0S,    1, PT0.5S",
        "PT1S,    1, PT1.5S",
        "PT7S,    1, PT7.5S",
        "PT7S,    7, PT37S",
        "PT10M,   1, PT10M0.5S",
        "PT10M1S, 1, PT10M0.5S",
        "PT596523H14M7S, 1, PT10M0.5S",
    })
    void pauseAfterTransient_retryAfter_isWaitedForUpToTenMinutesAndSpread(
            Duration retryAfter, int failures, Duration pause) {
        assertThat(new RefreshSchedule(() -> 0.5).pauseAfterTransient(failures, retryAfter))
                .isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "4, PT5M", "5, PT5M", "2147483647, PT5M"})
    void pauseAfterRejection_failuresInARow_growsFromOneToFiveMinutes(int failures, Duration pause) {
        assertThat(RefreshSchedule.pauseAfterRejection(failures)).isEqualTo(pause);
    }
}
