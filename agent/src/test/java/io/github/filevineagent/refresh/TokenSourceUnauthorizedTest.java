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
    void renew_currentToken_takesItOutOfUseAndGivesItsSuccessor() {
        fixture.exchange.issues("b");

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        assertThat(renewed).isNotDone();
        assertThat(tokens.authorization()).isNull();
        CompletableFuture<String> bystander = tokens.await();

        fixture.exchangeIfDue();
        assertThat(renewed).isCompletedWithValue("Bearer b");
        assertThat(bystander).isCompletedWithValue("Bearer b");
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void renew_newTokenWhileItsWaitersAreToldOfIt_waitsForTheNextOne() {
        fixture.exchange.issues("b");
        List<CompletableFuture<@Nullable String>> renewed = new ArrayList<>();
        CompletableFuture<@Nullable String> unused = tokens.renew("Bearer a");
        // Many, because whether a walk through a hash table meets what is put into it on the way is a matter of place.
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            told.add(tokens.await().thenApply(authorization -> renewed.add(tokens.renew(authorization))));
        }

        fixture.clock.advance(TokenSource.UNAUTHORIZED_PAUSE);
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
    void resumeSuspect_exchangeHangs_givesTheTokenBackUntilItsSuccessorComes() {
        fixture.exchange.issues("b");
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");

        assertThat(tokens.resumeSuspect()).isTrue();
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
        assertThat(renewed).isNotDone();

        fixture.exchangeIfDue();
        assertThat(renewed).isCompletedWithValue("Bearer b");
        assertThat(tokens.authorization()).isEqualTo("Bearer b");
    }

    @Test
    void resumeSuspect_suspectHasExpired_isFalse() {
        tokens.renew("Bearer a").cancel(false);
        fixture.clock.advance(Duration.ofHours(1));

        assertThat(tokens.resumeSuspect()).isFalse();
        assertThat(tokens.authorization()).isNull();
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
    void renew_exchangeFails_givesNullAndTheSuspectComesBack() {
        fixture.exchange.isUnreachable();
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");
        CompletableFuture<String> bystander = tokens.await();

        fixture.exchangeIfDue();

        assertThat(renewed).isCompletedWithValue(null);
        assertThat(bystander).isCompletedWithValue("Bearer a");
        assertThat(tokens.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void renew_exchangeIsRefused_givesNullAndTheSuspectComesBackUntilItExpires() {
        fixture.exchange.refuses();
        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");

        fixture.exchangeIfDue();
        assertThat(renewed).isCompletedWithValue(null);
        assertThat(tokens.authorization()).isEqualTo("Bearer a");

        fixture.pass(Duration.ofMinutes(20));
        assertThat(tokens.authorization()).isNull();
    }

    @Test
    void renew_suspectExpiresBeforeTheExchangeIsRefused_givesNull() {
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
    void renew_unknownTokenWhileTheSuspectIsReplaced_givesTheSuccessor() {
        fixture.exchange.issues("b");
        tokens.renew("Bearer a").cancel(false);

        CompletableFuture<@Nullable String> late = tokens.renew("Bearer older");
        fixture.exchangeIfDue();

        assertThat(late).isCompletedWithValue("Bearer b");
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }
}
