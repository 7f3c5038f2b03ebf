package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.filevineagent.refresh.Job.Urgency;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private final TokenSourceFixture fixture = new TokenSourceFixture();
    private final TokenSource tokens = fixture.tokens;

    @Test
    void authorization_beforeTheFirstExchange_isNull() {
        assertThat(tokens.authorization()).isNull();
        assertThat(fixture.isDue()).isTrue();
    }

    @Test
    void authorization_afterAnExchange_isTheHeaderValue() {
        fixture.exchange.issues("a");
        fixture.exchangeIfDue();

        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        assertThat(fixture.isDue()).isFalse();
    }

    @Test
    void authorization_onceStale_isReplacedWithoutAGap() {
        fixture.exchange.issues("a").issues("b");
        fixture.exchangeIfDue();

        fixture.pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");

        fixture.pass(Duration.ofSeconds(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void exchange_slowAnswer_countsTheLifetimeFromTheRequest() {
        fixture.exchange.answers(() -> {
            fixture.clock.advance(Duration.ofSeconds(14));
            return new ScriptedExchange().issues("a").exchange();
        });
        fixture.exchangeIfDue();

        fixture.clock.advance(Duration.ofMinutes(20).minusSeconds(10 + 14).minusMillis(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(tokens.authorization()).isNull();
    }

    @Test
    void exchange_answerSlowerThanTheTokenLives_isAFailureAndTriedAgain() {
        fixture.exchange.answers(() -> {
            fixture.clock.advance(Duration.ofSeconds(2));
            return new ScriptedExchange().issues("dead", Duration.ofSeconds(2)).exchange();
        });
        fixture.exchange.issues("a");

        fixture.exchangeIfDue();
        assertThat(tokens.authorization()).isNull();
        assertThat(fixture.logLines()).singleElement().asString().contains("expired_on_arrival");

        fixture.pass(Duration.ofSeconds(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void await_noTokenYet_isCompletedByTheExchange() {
        CompletableFuture<String> waiter = tokens.await();
        assertThat(waiter).isNotDone();
        assertThat(fixture.exchange.waitingRequests()).isOne();

        fixture.exchange.issues("a");
        fixture.exchangeIfDue();

        assertThat(waiter).isCompletedWithValue("Bearer a");
    }

    @Test
    void await_validToken_isCompleteAtOnce() {
        fixture.exchange.issues("a");
        fixture.exchangeIfDue();

        assertThat(tokens.await()).isCompletedWithValue("Bearer a");
        assertThat(fixture.exchange.waitingRequests()).isZero();
    }

    /** Of several profiles whose requests wait, that of the one that has waited longest comes first. */
    @Test
    void nanosUntilDue_requestsWait_tellsForHowLongTheFirstHas() {
        fixture.clock.advance(Duration.ofSeconds(20));
        assertThat(untilDue()).as("nobody waits").isEqualTo(Duration.ofSeconds(-20));
        CompletableFuture<String> first = tokens.await();
        assertThat(untilDue()).isZero();
        fixture.clock.advance(Duration.ofSeconds(3));
        tokens.await().cancel(false);

        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(-3));

        first.cancel(false);
        CompletableFuture<String> later = tokens.await();
        assertThat(untilDue()).isZero();
        later.cancel(false);
        assertThat(untilDue()).as("nobody waits any more").isEqualTo(Duration.ofSeconds(-23));
    }

    private Duration untilDue() {
        return Duration.ofNanos(tokens.nanosUntilDue());
    }

    @Test
    void urgency_ofWhatIsDue_isByWhoWaitsAndWhetherItFailed() {
        fixture.exchange.isUnreachable();
        assertThat(tokens.refresher().urgency()).isEqualTo(Urgency.REGULAR);
        CompletableFuture<String> waiter = tokens.await();
        assertThat(tokens.refresher().urgency()).isEqualTo(Urgency.WAITED_FOR);
        assertThat(tokens.waiting()).isOne();

        fixture.exchangeIfDue();
        fixture.clock.advance(Duration.ofSeconds(30));

        assertThat(tokens.refresher().urgency()).isEqualTo(Urgency.WAITED_FOR_AFTER_FAILURE);
        waiter.cancel(false);
        assertThat(tokens.refresher().urgency()).isEqualTo(Urgency.AFTER_FAILURE);
        assertThat(tokens.waiting()).isZero();
    }

    /** Or else the connection of one exchange could still be open while the next is made. */
    @Test
    void perform_exchangeDue_waitsForItsEnd() {
        fixture.exchange.issues("a");

        assertThat(tokens.refresher().perform()).isTrue();
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        assertThat(fixture.exchange.awaitedEnds()).isOne();

        assertThat(tokens.refresher().perform()).isTrue();
        assertThat(fixture.exchange.awaitedEnds()).as("none was made").isOne();
    }

    @Test
    void await_transientFailures_goesOnWaiting() {
        CompletableFuture<String> waiter = tokens.await();
        fixture.exchange.isUnreachable();

        fixture.pass(Duration.ofMinutes(5));
        assertThat(waiter).isNotDone();

        fixture.exchange.fromNow().issues("a");
        fixture.pass(Duration.ofMinutes(1));
        assertThat(waiter).isCompletedWithValue("Bearer a");
    }

    @Test
    void await_transientFailure_doesNotCutTheBackoffShort() {
        fixture.exchange.failsTransiently(Duration.ofSeconds(30));
        fixture.exchangeIfDue();

        CompletableFuture<String> waiter = tokens.await();

        assertThat(fixture.isDue()).isFalse();
        assertThat(waiter).isNotDone();
    }

    @Test
    void await_rejection_failsAllWaitersAtOnceWithOneException() {
        CompletableFuture<String> first = tokens.await();
        CompletableFuture<String> second = tokens.await();

        fixture.exchange.refuses();
        fixture.exchangeIfDue();

        Throwable failure = catchThrowable(first::join).getCause();
        assertThat(failure)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessage("No valid Filevine access token: the PAT was refused.");
        assertThat(catchThrowable(second::join).getCause()).isSameAs(failure);
    }

    @Test
    void await_afterARejection_failsAtOnce() {
        fixture.exchange.refuses();
        fixture.exchangeIfDue();

        assertThat(tokens.await()).isCompletedExceptionally();
    }

    @Test
    void isDue_credentialsChangedWhileRefused_isTrueAtOnce() {
        fixture.exchange.refuses().issues("a");
        fixture.exchangeIfDue();
        assertThat(fixture.isDue()).isFalse();

        fixture.exchange.changeCredentials();
        assertThat(fixture.isDue()).isTrue();

        fixture.exchangeIfDue();
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void isDue_credentialsChangedDuringTheRefusedExchange_isTrueAtOnce() {
        fixture.exchange.answers(() -> {
            fixture.exchange.changeCredentials();
            return new ScriptedExchange().refuses().exchange();
        });

        fixture.exchangeIfDue();

        assertThat(fixture.isDue()).isTrue();
    }

    @Test
    void isDue_credentialsChangedWhileNotRefused_isFalse() {
        fixture.exchange.failsTransiently(Duration.ofMinutes(1));
        fixture.exchangeIfDue();

        fixture.exchange.changeCredentials();

        assertThat(fixture.isDue()).isFalse();
    }

    @Test
    void refreshNow_freshToken_exchangesOnceMore() {
        fixture.exchange.issues("a").issues("b");
        fixture.exchangeIfDue();

        tokens.refreshNow();
        assertThat(tokens.authorization()).isEqualTo("Bearer a");

        fixture.exchangeIfDue();
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
        assertThat(fixture.isDue()).isFalse();
    }

    @Test
    void refreshNow_whileRefused_doesNotWaitForThePause() {
        fixture.exchange.refuses().issues("a");
        fixture.exchangeIfDue();

        tokens.refreshNow();
        fixture.exchangeIfDue();

        assertThat(tokens.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void exchange_errorFromTheExchange_isATransientFailure() {
        fixture.exchange.answers(() -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        fixture.exchange.issues("a");
        CompletableFuture<String> waiter = tokens.await();

        fixture.exchangeIfDue();
        assertThat(waiter).isNotDone();
        assertThat(fixture.listener.heard()).containsExactly("starts", "internal_error in PT0S");

        fixture.pass(Duration.ofSeconds(1));
        assertThat(waiter).isCompletedWithValue("Bearer a");
    }

    @Test
    void exchange_listenerThrowsOnSuccess_publishesTheTokenAllTheSame() {
        fixture.listener.throwsFromNow(new AssertionError("a full disk"));
        CompletableFuture<String> waiter = tokens.await();

        fixture.exchange.issues("a");
        fixture.exchangeIfDue();

        assertThat(waiter).isCompletedWithValue("Bearer a");
        assertThat(fixture.isDue()).isFalse();
        assertThat(tokens.status().lastError()).isNull();
        assertThat(fixture.logLines()).isEmpty();
        assertThat(fixture.listener.heard()).containsExactly("starts", "exchanged in PT0S");
    }

    @Test
    void exchange_listenerThrowsOnFailure_backsOffAllTheSame() {
        fixture.listener.throwsFromNow(new AssertionError("a full disk"));

        fixture.exchange.isUnreachable();
        fixture.exchangeIfDue();

        assertThat(fixture.isDue()).isFalse();
        assertThat(fixture.listener.heard()).containsExactly("starts", "http_503 in PT0S");
    }

    @Test
    void exchange_slowAnswer_tellsTheListenerHowLongItTook() {
        fixture.exchange.answers(() -> {
            fixture.clock.advance(Duration.ofMillis(350));
            return new ScriptedExchange().issues("a").exchange();
        });

        fixture.exchangeIfDue();

        assertThat(fixture.listener.heard()).containsExactly("starts", "exchanged in PT0.35S");
    }

    @Test
    void unavailable_nothingAnsweredYet_saysSo() {
        assertThat(tokens.unavailable())
                .hasMessage("No valid Filevine access token: the identity server has not answered yet.");
    }

    @Test
    void unavailable_duringAnOutage_saysWhatFailed() {
        fixture.exchange.isUnreachable();
        fixture.exchangeIfDue();

        assertThat(tokens.unavailable()).hasMessage("No valid Filevine access token: identity is down.");
    }
}
