package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TokenSourceClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TokenSourceFixture fixture = TokenSourceFixture.holding("a");
    private final TokenSource tokens = fixture.tokens;

    @Test
    void wallClockSetBack_tokenExpiresAndIsRefreshedByTheMonotonicClock() {
        fixture.exchange.issues("b");
        fixture.clock.setWallClock(HOUR.negated());

        fixture.pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void wallClockSetBack_expiredTokenIsNotSent() {
        fixture.clock.setWallClock(HOUR.negated());

        fixture.clock.advance(Duration.ofMinutes(20).minusSeconds(10));

        assertThat(tokens.authorization()).isNull();
    }

    @Test
    void wallClockSetForward_tokenIsReplacedAtOnceAndNotAgain() {
        fixture.exchange.issues("b");

        fixture.clock.setWallClock(HOUR);
        assertThat(tokens.authorization()).isNull();
        fixture.exchangeIfDue();

        assertThat(tokens.authorization()).isEqualTo("Bearer b");
        fixture.pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void wallClockSetForwardDuringAnExchange_isTriedAgainWithTheNewTime() {
        fixture.exchange.answers(() -> {
            fixture.clock.setWallClock(HOUR);
            return new ScriptedExchange().issues("b").exchange();
        });
        fixture.exchange.issues("c");
        tokens.refreshNow();

        fixture.exchangeIfDue();
        fixture.pass(Duration.ofSeconds(1));

        assertThat(tokens.authorization()).isEqualTo("Bearer c");
    }

    @Test
    void wallClockSetBackDuringAnOutage_backoffEndsByTheMonotonicClock() {
        fixture.exchange.failsTransiently(Duration.ofMinutes(1)).issues("b");
        tokens.refreshNow();
        fixture.exchangeIfDue();

        fixture.clock.setWallClock(HOUR.negated());
        fixture.pass(Duration.ofSeconds(61));

        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void suspendedForFiveMinutesBeyondExpiry_waiterWakesTheRefreshThread() {
        fixture.clock.advance(Duration.ofMinutes(14));
        fixture.exchange.issues("b");

        fixture.clock.setWallClock(Duration.ofMinutes(6));
        assertThat(tokens.authorization()).isNull();
        CompletableFuture<String> waiter = tokens.await();
        fixture.exchangeIfDue();

        assertThat(waiter).isCompletedWithValue("Bearer b");
    }

    /** As a time server does that is wrong for a moment: what the request saw as expired is not even due. */
    @Test
    void wallClockSetForwardAndBackWhileARequestLooks_asksForAnExchange() {
        fixture.exchange.issues("b");

        fixture.clock.setWallClockForOneLook(HOUR);
        CompletableFuture<String> waiter = tokens.await();
        assertThat(waiter).isNotDone();
        fixture.exchangeIfDue();

        assertThat(waiter).isCompletedWithValue("Bearer b");
    }

    @Test
    void suspendedForFiveMinutesWithinTheLifetime_tokenIsUsedAndThenRefreshedByTheWallClock() {
        fixture.clock.advance(Duration.ofMinutes(11));
        fixture.exchange.issues("b");

        fixture.clock.setWallClock(Duration.ofMinutes(5));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        fixture.exchangeIfDue();

        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void wallClockHeldBack_monotonicClockAloneExpiresTheToken() {
        fixture.clock.advanceMonotonic(Duration.ofMinutes(20).minusSeconds(10));

        assertThat(tokens.authorization()).isNull();
    }

    @Test
    void nanosUntilNextLook_replacementIsFarAway_isSecondsAllTheSame() {
        // A suspended machine, or a wall clock that is set, wakes nobody.
        assertThat(nextLook()).isEqualTo(Duration.ofSeconds(15));

        fixture.clock.advance(Duration.ofMinutes(15).minusSeconds(3));
        assertThat(nextLook()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void nanosUntilNextLook_credentialsAreRefused_isASecondOrTwo() {
        fixture.exchange.refuses();
        tokens.refreshNow();
        assertThat(tokens.refresher().perform()).isTrue();

        assertThat(nextLook()).isEqualTo(Duration.ofSeconds(2));
    }

    /** Returns how long a worker sleeps that has nothing else to do. */
    private Duration nextLook() {
        Workers workers = SteppedTokens.workersThatDoNothing();
        workers.add(tokens);
        return Duration.ofNanos(workers.nanosUntilNextLook());
    }
}
