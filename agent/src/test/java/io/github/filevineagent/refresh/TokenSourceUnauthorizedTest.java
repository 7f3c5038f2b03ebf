package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenSourceUnauthorizedTest {
    private final TokenSourceFixture fixture = TokenSourceFixture.holding("a");
    private final TokenSource tokens = fixture.tokens;

    @Test
    void renew_currentToken_givesItsSuccessorAndLeavesItToOthersUntilThen() {
        fixture.exchange.issues("b");

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        assertThat(renewed).isNotDone();
        assertThat(fixture.isDue()).isTrue();
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        assertThat(tokens.await()).isCompletedWithValue("Bearer a");

        fixture.exchangeIfDue();
        assertThat(renewed).isCompletedWithValue("Bearer b");
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void renew_whileTheExchangeForTheSameTokenIsInFlight_joinsIt() {
        List<CompletableFuture<@Nullable String>> joined = new ArrayList<>();
        fixture.exchange.answers(() -> {
            // What other requests do while the worker waits for the answer: their 401 has come later.
            joined.add(tokens.renew("Bearer a"));
            fixture.clock.advance(Duration.ofSeconds(5));
            joined.add(tokens.renew("Bearer a"));
            return new ScriptedExchange().issues("b").exchange();
        });
        CompletableFuture<@Nullable String> first = tokens.renew("Bearer a");

        fixture.exchangeIfDue();

        assertThat(joined).hasSize(2).allSatisfy(future -> assertThat(future).isCompletedWithValue("Bearer b"));
        assertThat(first).isCompletedWithValue("Bearer b");
        assertThat(fixture.isDue()).isFalse();
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void renew_within30SecondsWhileAScheduledExchangeIsInFlight_joinsIt() {
        fixture.exchange.issues("b", Duration.ofSeconds(20));
        tokens.renew("Bearer a").cancel(false);
        fixture.exchangeIfDue();
        List<CompletableFuture<@Nullable String>> joined = new ArrayList<>();
        fixture.exchange.fromNow().answers(() -> {
            joined.add(tokens.renew("Bearer b"));
            return new ScriptedExchange().issues("c").exchange();
        });

        fixture.clock.advance(Duration.ofSeconds(16));
        fixture.exchangeIfDue();

        assertThat(joined)
                .singleElement()
                .satisfies(future -> assertThat(future).isCompletedWithValue("Bearer c"));
        assertThat(fixture.exchange.calls()).isEqualTo(3);
    }

    @Test
    void renew_exchangeGaveTheSameTokenAgain_asksForAnotherAfter30SecondsOnly() {
        fixture.exchange.issues("a").issues("b");
        tokens.renew("Bearer a").cancel(false);
        fixture.exchangeIfDue();

        fixture.clock.advance(Duration.ofMillis(29_999));
        assertThat(tokens.renew("Bearer a")).isCompletedWithValue(null);
        assertThat(fixture.isDue()).isFalse();

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(tokens.renew("Bearer a")).isNotDone();
        assertThat(fixture.isDue()).isTrue();
    }

    @Test
    void renew_newTokenWhileItsWaitersAreToldOfIt_waitsForTheNextOne() {
        fixture.exchange.issues("b");
        List<CompletableFuture<@Nullable String>> renewed = new ArrayList<>();
        // Many, because whether a walk through a hash table meets what is put into it on the way is a matter of place.
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            told.add(tokens.renew("Bearer a").thenApply(authorization -> renewed.add(tokens.renew(authorization))));
        }

        fixture.clock.advance(Duration.ofSeconds(30));
        fixture.exchangeIfDue();

        assertThat(told).hasSize(50).allSatisfy(waiter -> assertThat(waiter).isDone());
        assertThat(renewed).hasSize(50).allSatisfy(waiter -> assertThat(waiter).isNotDone());
        assertThat(fixture.isDue()).isTrue();
    }

    @Test
    void renew_alreadyReplacedToken_givesTheCurrentOneAndLeavesItAlone() {
        fixture.exchange.issues("b");
        tokens.refreshNow();
        fixture.exchangeIfDue();

        assertThat(tokens.renew("Bearer a")).isCompletedWithValue("Bearer b");
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
        assertThat(fixture.isDue()).isFalse();
    }

    @Test
    void renew_identityServerGivesTheSameTokenAgain_givesNull() {
        fixture.exchange.issues("a");

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void renew_againWithin30Seconds_givesNullAndKeepsTheToken() {
        fixture.exchange.issues("b");
        tokens.renew("Bearer a").cancel(false);
        fixture.exchangeIfDue();

        fixture.clock.advance(Duration.ofMillis(29_999));

        assertThat(tokens.renew("Bearer b")).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
        assertThat(fixture.isDue()).isFalse();
    }

    @Test
    void renew_everySecondForAnHour_exchangesEvery30Seconds() {
        int[] next = {0};
        fixture.exchange.answers(
                () -> new ScriptedExchange().issues("next-" + next[0]++).exchange());
        int before = fixture.exchange.calls();

        for (int second = 0; second < 3600; second++) {
            String authorization = tokens.authorization();
            assertThat(authorization).isNotNull();
            tokens.renew(authorization).cancel(false);
            fixture.exchangeIfDue();
            fixture.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(fixture.exchange.calls() - before).isEqualTo(3600 / 30);
    }

    @Test
    void renew_duringAnOutage_givesNullAndKeepsTheToken() {
        fixture.exchange.failsTransiently(Duration.ofMinutes(2));
        tokens.refreshNow();
        fixture.exchangeIfDue();

        assertThat(tokens.renew("Bearer a")).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        assertThat(fixture.isDue()).isFalse();
    }

    @Test
    void renew_exchangeFails_givesNullAndKeepsTheToken() {
        fixture.exchange.isUnreachable();
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");

        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void renew_exchangeIsRefused_givesNullAndKeepsTheTokenUntilItExpires() {
        fixture.exchange.refuses();
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");

        fixture.exchangeIfDue();
        assertThat(renewed).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isEqualTo("Bearer a");

        fixture.pass(Duration.ofMinutes(20));
        assertThat(tokens.authorization()).isNull();
    }

    @Test
    void renew_tokenExpiresBeforeTheExchangeIsRefused_givesNull() {
        fixture.exchange.refuses();
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        fixture.clock.advance(Duration.ofMinutes(20));

        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isNull();
    }

    @Test
    void renew_expiredToken_exchangesAtOnce() {
        fixture.exchange.issues("b");
        fixture.clock.advance(Duration.ofMinutes(20));

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        assertThat(fixture.isDue()).isTrue();
        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue("Bearer b");
    }

    @Test
    void renew_olderTokenWhileTheCurrentOneIsReplaced_givesTheCurrentOne() {
        fixture.exchange.issues("b");
        tokens.renew("Bearer a").cancel(false);

        assertThat(tokens.renew("Bearer older")).isCompletedWithValue("Bearer a");
    }
}
