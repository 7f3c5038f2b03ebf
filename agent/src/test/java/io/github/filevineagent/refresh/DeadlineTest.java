package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final FakeClock clock = new FakeClock();
    private final Deadline deadline = Deadline.in(Duration.ofHours(1), clock);

    @Test
    void isPast_oneMillisecondBefore_isFalse() {
        clock.advance(Duration.ofHours(1).minusMillis(1));

        assertThat(deadline.isPast(clock)).isFalse();
        assertThat(deadline.nanosLeft(clock)).isEqualTo(1_000_000);
    }

    @Test
    void isPast_atThatMoment_isTrue() {
        clock.advance(Duration.ofHours(1));

        assertThat(deadline.isPast(clock)).isTrue();
        assertThat(deadline.nanosLeft(clock)).isZero();
    }

    @Test
    void isPast_monotonicClockAlone_isTrue() {
        clock.advanceMonotonic(Duration.ofHours(1));

        assertThat(deadline.isPast(clock)).isTrue();
        assertThat(deadline.nanosLeft(clock)).isZero();
    }

    @Test
    void isPast_wallClockAlone_isTrue() {
        clock.setWallClock(Duration.ofHours(1));

        assertThat(deadline.isPast(clock)).isTrue();
        assertThat(deadline.nanosLeft(clock)).isZero();
    }

    @Test
    void nanosLeft_wallClockSetFarBack_isWhatTheMonotonicClockSays() {
        clock.setWallClock(Duration.ofDays(-400 * 365));

        assertThat(deadline.nanosLeft(clock)).isEqualTo(Duration.ofHours(1).toNanos());
    }
}
