package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A profile that goes while the JVM runs. */
class TokenSourceCloseTest {
    private static final String WHY = "No valid Filevine access token: profile firm has been removed.";

    private final TokenSourceFixture fixture = TokenSourceFixture.holding("a");
    private final TokenSource tokens = fixture.tokens;

    private void close() {
        tokens.close("profile firm has been removed.");
    }

    @Test
    void close_validToken_isDropped() {
        close();

        assertThat(tokens.authorization()).isNull();
        assertThat(tokens.status().usableUntil()).isNull();
        assertThat(tokens.unavailable()).hasMessage(WHY);
    }

    @Test
    void close_requestsWait_failWithTheReason() {
        fixture.clock.advance(Duration.ofMinutes(20));
        CompletableFuture<String> waiter = tokens.await();

        close();

        assertThat(catchThrowable(waiter::join).getCause())
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessage(WHY);
        assertThat(tokens.waiting()).isZero();
    }

    @Test
    void close_requestWithA401Waits_getsIts401() {
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");

        close();

        assertThat(renewed).isCompletedWithValue(null);
        assertThat(tokens.renew("Bearer a")).isCompletedWithValue(null);
    }

    @Test
    void await_closed_failsAtOnceWithTheReason() {
        close();

        assertThat(catchThrowable(() -> tokens.await().join()).getCause()).hasMessage(WHY);
        assertThat(tokens.waiting()).isZero();
    }

    @Test
    void exchange_closed_isNeverDueAgain() {
        fixture.exchange.issues("b");
        close();

        tokens.refreshNow();
        fixture.pass(Duration.ofHours(2), Duration.ofMinutes(1));

        assertThat(fixture.exchange.calls()).isEqualTo(1);
        assertThat(tokens.refresher().nanosUntilDue()).isEqualTo(Job.NOT_DUE);
    }

    @Test
    void exchange_closedMeanwhile_tokenIsNotUsedAndNobodyIsTold() {
        fixture.exchange.answers(() -> {
            close();
            return new ScriptedExchange().issues("b").exchange();
        });
        int heard = fixture.listener.heard().size();
        tokens.refreshNow();

        fixture.exchangeIfDue();

        assertThat(tokens.authorization()).isNull();
        assertThat(fixture.listener.heard()).hasSize(heard + 1).last().isEqualTo("starts");
    }

    @Test
    void exchange_closedMeanwhileAndFails_nobodyIsTold() {
        fixture.exchange.answers(() -> {
            close();
            return new ScriptedExchange().refuses().exchange();
        });
        tokens.refreshNow();

        fixture.exchangeIfDue();

        assertThat(fixture.logLines()).isEmpty();
        assertThat(tokens.unavailable()).hasMessage(WHY);
    }

    /** With one thousand firms that come and go for a year. */
    @Test
    void remove_fromTheWorkers_leavesNothingOfIt() {
        Workers workers = SteppedTokens.workersThatDoNothing();
        WeakReference<TokenSource> removed = addAndRemove(workers);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return removed.get() == null;
        });
        assertThat(workers.nanosUntilNextLook()).isEqualTo(Workers.CLOCK_CHECK_NANOS);
    }

    private static WeakReference<TokenSource> addAndRemove(Workers workers) {
        TokenSource source = TokenSourceFixture.holding("a").tokens;
        workers.add(source);
        assertThat(workers.nanosUntilNextLook()).isNotNegative();
        workers.remove(source);
        source.close("gone.");
        return new WeakReference<>(source);
    }
}
