package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Secret;
import io.github.filevineagent.token.IssuedToken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private final FakeClock clock = new FakeClock();
    private final AccessToken token = new AccessToken(
            new IssuedToken(Secret.of("s3cr3t"), Duration.ofMinutes(20), null),
            new RefreshSchedule(() -> 0.5).timesFor(Duration.ofMinutes(20)),
            clock.nanoTime(),
            clock.currentTimeMillis());

    @Test
    void isStale_asTimePasses_turnsTrueLongBeforeTheTokenIsUnusable() {
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(token.isStale(clock)).isFalse();

        clock.advance(Duration.ofMillis(1));
        assertThat(token.isStale(clock)).isTrue();
        assertThat(token.isUsable(clock)).isTrue();
    }

    @Test
    void isUsable_inTheLastTenSeconds_isFalse() {
        clock.advance(Duration.ofMinutes(20).minusSeconds(10).minusMillis(1));
        assertThat(token.isUsable(clock)).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(token.isUsable(clock)).isFalse();
    }

    @Test
    void toString_anyToken_masksIt() {
        assertThat(token).hasToString("AccessToken[***, usable until 2026-11-24T12:19:50Z]");
    }
}
