package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenSourceOutageTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TokenSourceFixture fixture = TokenSourceFixture.holding("a");
    private final TokenSource tokens = fixture.tokens;

    @Test
    void authorization_identityDownUntilTheLastMinute_isNeverNull() {
        fixture.exchange.isUnreachable();
        for (int second = 0; second < 19 * 60; second++) {
            fixture.pass(SECOND);
            assertThat(tokens.authorization()).isEqualTo("Bearer a");
        }

        fixture.exchange.fromNow().issues("b");
        for (int second = 0; second < 10 * 60; second++) {
            fixture.pass(SECOND);
            assertThat(tokens.authorization()).isNotNull();
        }
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void authorization_identityDownBeyondTheLifetime_isNullUntilItRecovers() {
        fixture.exchange.isUnreachable();

        fixture.pass(Duration.ofMinutes(20).minusSeconds(11));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        fixture.pass(SECOND);
        assertThat(tokens.authorization()).isNull();
        fixture.pass(Duration.ofHours(3));
        assertThat(tokens.authorization()).isNull();

        fixture.exchange.fromNow().issues("b");
        fixture.pass(Duration.ofMinutes(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void authorization_refusedBeyondTheLifetime_isNullUntilThePatIsAcceptedAgain() {
        fixture.exchange.refuses();
        fixture.pass(Duration.ofMinutes(30));
        assertThat(tokens.authorization()).isNull();
        assertThat(tokens.status().state()).isEqualTo(TokenStatus.State.REFUSED);

        fixture.exchange.fromNow().issues("b");
        fixture.pass(Duration.ofMinutes(5));
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void exchanges_longOutage_areAtMostOneEveryHalfMinuteInTheMean() {
        fixture.exchange.isUnreachable();
        fixture.pass(Duration.ofMinutes(16));
        int before = fixture.exchange.calls();

        fixture.pass(Duration.ofHours(1));

        assertThat(fixture.exchange.calls() - before).isBetween(118, 122);
    }

    @Test
    void exchanges_longRefusal_areOneEveryFiveMinutes() {
        fixture.exchange.refuses();
        fixture.pass(Duration.ofMinutes(25));
        int before = fixture.exchange.calls();

        fixture.pass(Duration.ofHours(1));

        assertThat(fixture.exchange.calls() - before).isEqualTo(12);
    }

    @Test
    void log_outageWithAValidToken_isOneWarningAndOneLineAtItsEnd() {
        fixture.exchange.isUnreachable();
        fixture.pass(Duration.ofMinutes(18));
        fixture.exchange.fromNow().issues("b");
        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.logLines()).hasSize(2);
        assertThat(fixture.logLines().get(0))
                .isEqualTo(
                        "[filevine-agent] warn: profile default: the token exchange failed (http_503): identity is down."
                                + " Requests are not affected yet: the current token is good until 2026-11-24T12:19:50Z."
                                + " Next attempt in 500 ms.");
        assertThat(fixture.logLines().get(1))
                .matches("\\[filevine-agent] profile default: the token exchange works again after 3 min \\d+ s"
                        + " and \\d+ failed attempts\\.");
    }

    @Test
    void log_transientTurnsIntoRejection_announcesBoth() {
        fixture.exchange.isUnreachable();
        fixture.pass(Duration.ofMinutes(25));
        fixture.exchange.fromNow().refuses();
        fixture.pass(Duration.ofMinutes(10));

        assertThat(fixture.logLines()).hasSize(2);
        assertThat(fixture.logLines().get(0)).contains("http_503");
        assertThat(fixture.logLines().get(1))
                .contains("invalid_grant", "the PAT was refused.", "filevine.when-unavailable applies at once")
                .endsWith("Next attempt in 60 s.");
    }

    @Test
    void log_twoOutages_areTwoWarningsAndTwoEnds() {
        for (int outage = 0; outage < 2; outage++) {
            fixture.exchange.fromNow().isUnreachable();
            fixture.pass(Duration.ofMinutes(16));
            fixture.exchange.fromNow().issues("b");
            fixture.pass(Duration.ofMinutes(1));
        }

        assertThat(fixture.logLines()).hasSize(4);
        assertThat(fixture.logLines())
                .filteredOn(line -> line.contains("failed ("))
                .hasSize(2);
        assertThat(fixture.logLines())
                .filteredOn(line -> line.contains("works again"))
                .hasSize(2);
    }

    @Test
    void log_outageWithoutAToken_saysThatRequestsWait() {
        TokenSourceFixture cold = new TokenSourceFixture();
        cold.exchange.isUnreachable();

        cold.exchangeIfDue();

        assertThat(cold.logLines()).singleElement().asString().contains("wait for a token (filevine.token-wait)");
    }

    @Test
    void log_everything_neverShowsAToken() {
        TokenSourceFixture secret = TokenSourceFixture.holding("s3cr3t");
        secret.exchange.isUnreachable();
        secret.pass(Duration.ofMinutes(16));
        secret.exchange.fromNow().issues("s3cr3t");
        secret.pass(Duration.ofMinutes(2));

        assertThat(secret.logLines()).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
    }
}
