package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.filevineagent.refresh.Job.Urgency;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A token that is kept fresh only while requests use it. */
class TokenSourceWhenUsedTest {
    private static final Duration TWO_LIFETIMES = Duration.ofMinutes(40);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TokenSourceFixture fixture = TokenSourceFixture.whenUsed();
    private final TokenSource tokens = fixture.tokens;

    @Test
    void start_noRequest_exchangesNothing() {
        fixture.pass(Duration.ofHours(1));

        assertThat(fixture.exchange.calls()).isZero();
        assertThat(tokens.nanosUntilDue()).isEqualTo(Job.NOT_DUE);
        assertThat(tokens.status().state()).isEqualTo(TokenStatus.State.UNUSED);
        assertThat(tokens.status().nextRefresh()).isNull();
    }

    @Test
    void await_firstRequest_getsTheTokenOfAnExchange() {
        fixture.pass(Duration.ofHours(1), MINUTE);
        fixture.exchange.issues("a");
        assertThat(tokens.authorization()).isNull();

        CompletableFuture<String> waiter = tokens.await();
        assertThat(tokens.status().state()).isEqualTo(TokenStatus.State.MISSING);
        assertThat(tokens.refresher().urgency()).isEqualTo(Urgency.WAITED_FOR);
        assertThat(fixture.exchange.waitingRequests()).isOne();
        fixture.exchangeIfDue();

        assertThat(waiter).isCompletedWithValue("Bearer a");
    }

    @Test
    void authorization_usedWithinItsLife_isReplacedInTimeEachTime() {
        fixture.exchange.issues("a");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();

        for (int minute = 0; minute < 240; minute++) {
            assertThat(tokens.authorization()).as("minute %s", minute).isNotNull();
            fixture.pass(MINUTE);
        }

        assertThat(fixture.exchange.calls()).isEqualTo(1 + 240 / 15);
    }

    @Test
    void authorization_notUsedAnyMore_isKeptForTwoLifetimesAndNoLonger() {
        fixture.exchange.issues("a");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();
        fixture.pass(Duration.ofMinutes(10));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");

        fixture.pass(TWO_LIFETIMES);
        int calls = fixture.exchange.calls();
        assertThat(tokens.authorizationUnused()).isEqualTo("Bearer a");
        // From when the token was replaced that was used last: that is as late as its use can have been.
        assertThat(calls).isBetween(3, 4);

        fixture.pass(Duration.ofHours(5), MINUTE);
        assertThat(fixture.exchange.calls()).isBetween(calls, calls + 1);
        assertThat(tokens.authorizationUnused()).isNull();
        assertThat(tokens.status().state()).isEqualTo(TokenStatus.State.UNUSED);
    }

    @Test
    void authorization_usedAgainWhileItIsStillValid_wakesIt() {
        fixture.exchange.issues("a");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();
        fixture.pass(TWO_LIFETIMES, MINUTE);
        while (tokens.status().nextRefresh() != null) {
            fixture.pass(MINUTE);
        }
        int calls = fixture.exchange.calls();
        assertThat(tokens.authorizationUnused()).isNotNull();
        assertThat(fixture.isDue()).isFalse();

        assertThat(tokens.authorization()).isNotNull();

        fixture.pass(Duration.ofMinutes(16));
        assertThat(fixture.exchange.calls()).isEqualTo(calls + 1);
    }

    @Test
    void authorizationUnused_ofTheAgentsOwnPurposes_doesNotCountAsUse() {
        fixture.exchange.issues("a");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();

        for (int minute = 0; minute < 120; minute++) {
            String unused = tokens.authorizationUnused();
            fixture.pass(MINUTE);
        }

        assertThat(tokens.authorizationUnused()).isNull();
    }

    @Test
    void await_refusedBeforeItSlept_triesOnceMore() {
        fixture.exchange.refuses();
        assertThat(tokens.await()).isNotDone();
        fixture.exchangeIfDue();
        assertThat(tokens.await()).isCompletedExceptionally();
        fixture.pass(Duration.ofHours(2), MINUTE);
        int calls = fixture.exchange.calls();
        fixture.pass(Duration.ofHours(2), MINUTE);
        assertThat(fixture.exchange.calls()).as("it sleeps").isEqualTo(calls);

        fixture.exchange.fromNow().issues("a");
        CompletableFuture<String> waiter = tokens.await();
        fixture.exchangeIfDue();

        assertThat(waiter).isCompletedWithValue("Bearer a");
    }

    @Test
    void isDue_refusedAndNobodyAsksAnyMore_doesNotLookAtTheFiles() {
        fixture.exchange.refuses();
        tokens.await().cancel(false);
        fixture.exchangeIfDue();
        fixture.pass(Duration.ofHours(2), MINUTE);

        fixture.exchange.changeCredentials();

        assertThat(tokens.refresher().nanosUntilDue()).isEqualTo(Job.NOT_DUE);
    }

    @Test
    void refreshNow_asleep_exchangesOnceAndCountsAsUse() {
        fixture.exchange.issues("a");

        tokens.refreshNow();
        fixture.exchangeIfDue();

        assertThat(tokens.authorizationUnused()).isEqualTo("Bearer a");
        fixture.pass(Duration.ofMinutes(15));
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void renew_tokenInUse_isReplaced() {
        fixture.exchange.issues("a").issues("b");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue("Bearer b");
    }

    /** The 401 is to a request that took the token when it was still kept fresh. */
    @Test
    void renew_tokenNotKeptFreshAnyMore_isReplaced() {
        fixture.exchange.issues("a");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();
        while (tokens.status().nextRefresh() != null) {
            fixture.pass(MINUTE);
        }
        assertThat(tokens.authorizationUnused()).isEqualTo("Bearer a");
        fixture.exchange.fromNow().issues("b");

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        assertThat(fixture.isDue()).isTrue();
        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue("Bearer b");
    }

    /** A fleet wakes up together, too, as for a nightly job. */
    @Test
    void exchange_afterASleep_spreadsAsAtTheStart() {
        fixture.exchange.issues("a");
        tokens.await().cancel(false);
        fixture.exchangeIfDue();
        fixture.pass(Duration.ofHours(5), MINUTE);

        tokens.await().cancel(false);
        fixture.exchangeIfDue();

        // With half of the jitter: 42.5 percent.
        assertThat(Duration.ofNanos(tokens.nanosUntilDue())).isEqualTo(Duration.ofSeconds(510));
    }

    @Test
    void close_asleep_failsTheNextRequest() {
        tokens.close("the profile is gone.");

        assertThat(catchThrowable(() -> tokens.await().join()).getCause())
                .hasMessage("No valid Filevine access token: the profile is gone.");
        assertThat(fixture.isDue()).isFalse();
    }
}
