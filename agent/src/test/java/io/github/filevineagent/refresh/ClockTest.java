package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {

    @Test
    void system_bothClocks_areThoseOfTheJvm() {
        long nanos = System.nanoTime();
        assertThat(Clock.SYSTEM.nanoTime() - nanos).isBetween(0L, System.nanoTime() - nanos);

        long millis = System.currentTimeMillis();
        assertThat(Clock.SYSTEM.currentTimeMillis() - millis).isBetween(-1_000L, 60_000L);
    }
}
