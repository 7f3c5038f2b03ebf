package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenStatusTest {
    private final TokenSourceFixture fixture = new TokenSourceFixture();
    private final Instant start = fixture.clock.instant();

    @Test
    void status_beforeTheFirstExchange_isMissingAndDue() {
        TokenStatus status = fixture.tokens.status();

        assertThat(status.state()).isEqualTo(TokenStatus.State.MISSING);
        assertThat(status.usableUntil()).isNull();
        assertThat(status.nextRefresh()).isEqualTo(start);
        assertThat(status.lastError()).isNull();
    }

    @Test
    void status_afterAnExchange_isFresh() {
        fixture.exchange.issues("a");
        fixture.exchangeIfDue();

        TokenStatus status = fixture.tokens.status();

        assertThat(status.state()).isEqualTo(TokenStatus.State.FRESH);
        assertThat(status.usableUntil())
                .isEqualTo(start.plus(Duration.ofMinutes(20).minusSeconds(10)));
        assertThat(status.nextRefresh()).isEqualTo(start.plus(Duration.ofMinutes(15)));
        assertThat(status.lastError()).isNull();
    }

    @Test
    void status_refreshFails_isStaleWithTheErrorAndTheNextAttempt() {
        fixture.exchange.issues("a").failsTransiently(Duration.ofMinutes(1));
        fixture.exchangeIfDue();
        fixture.pass(Duration.ofMinutes(15));

        TokenStatus status = fixture.tokens.status();

        assertThat(status.state()).isEqualTo(TokenStatus.State.STALE);
        assertThat(status.usableUntil())
                .isEqualTo(start.plus(Duration.ofMinutes(20).minusSeconds(10)));
        assertThat(status.nextRefresh())
                .isEqualTo(start.plus(Duration.ofMinutes(16).plusMillis(500)));
        assertThat(status.lastError()).isEqualTo("http_503: identity is down.");
        assertThat(status.refused()).isFalse();
    }

    @Test
    void status_refused_isRefusedWithTheNextAttempt() {
        fixture.exchange.refuses();
        fixture.exchangeIfDue();

        TokenStatus status = fixture.tokens.status();

        assertThat(status.state()).isEqualTo(TokenStatus.State.REFUSED);
        assertThat(status.usableUntil()).isNull();
        assertThat(status.nextRefresh()).isEqualTo(start.plus(Duration.ofMinutes(1)));
        assertThat(status.lastError()).isEqualTo("invalid_grant: the PAT was refused.");
        assertThat(status.refused()).isTrue();
    }

    /** So that an operator hears of it as long as requests do not. */
    @Test
    void status_refusedWhileTheTokenIsValid_isStaleAndRefused() {
        fixture.exchange.issues("a").refuses();
        fixture.exchangeIfDue();
        fixture.pass(Duration.ofMinutes(15));

        assertThat(fixture.tokens.status().state()).isEqualTo(TokenStatus.State.STALE);
        assertThat(fixture.tokens.status().refused()).isTrue();
    }

    @Test
    void status_recovered_hasNoError() {
        fixture.exchange.isUnreachable().issues("a");
        fixture.exchangeIfDue();
        fixture.pass(Duration.ofSeconds(1));

        assertThat(fixture.tokens.status().state()).isEqualTo(TokenStatus.State.FRESH);
        assertThat(fixture.tokens.status().lastError()).isNull();
        assertThat(fixture.tokens.status().refused()).isFalse();
    }

    @Test
    void status_rejectedTokenIsBeingReplaced_isWhatRequestsStillGet() {
        fixture.exchange.issues("a");
        fixture.exchangeIfDue();

        fixture.tokens.renew("Bearer a").cancel(false);

        assertThat(fixture.tokens.status().state()).isEqualTo(TokenStatus.State.FRESH);
        assertThat(fixture.tokens.status().nextRefresh()).isEqualTo(start);
    }
}
