package io.github.filevineagent.instrumentation;

import static io.github.filevineagent.instrumentation.UrlConnectionFixture.answer;
import static io.github.filevineagent.instrumentation.UrlConnectionFixture.authorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Firms;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A firm's profile goes or is replaced while a request is on its way, through {@code HttpURLConnection}: no attempt gets another
 * firm's token.
 */
class UrlConnectionFirmsReplacedTest extends UrlConnectionFirmsFixture {
    UrlConnectionFirmsReplacedTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(strings = {"b=7", "b=", "a=7 b=8", "a="})
    void beforeWrite_attemptAfterTheProfileOfItsOrganisationWasReplaced_hasWhatIsOfTheNewOne(String later)
            throws IOException {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        hooks.beforeWrite(connection);
        Firms after = firms(later);
        firms.replaceBy(after);

        hooks.beforeWrite(connection);

        assertThat(authorization(connection))
                .isEqualTo("Bearer token-of-" + after.profiles().get(0).name());
        assertThat(orgId(connection)).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"b=8, ", "default=9, ", "default=, ", "default=7, Bearer token-of-default"})
    void beforeWrite_secondAttemptThatNamesNone_isForTheFirstsOrganisationOnly(String later, @Nullable String expected)
            throws IOException {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        firms.replaceBy(firms(later));

        if (expected == null) {
            assertThatThrownBy(() -> hooks.beforeWrite(connection))
                    .hasMessageContaining("the profile that it was first sent with is gone");
            assertThat(orgId(connection)).isNull();
        } else {
            hooks.beforeWrite(connection);
            assertThat(orgId(connection)).isEqualTo("7");
        }
        assertThat(authorization(connection)).isEqualTo(expected);
    }

    @Test
    void afterFollowRedirect_nextHop_isChosenAnew() throws IOException {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        firms.replaceBy(firms("default=9 b=8"));

        assertThat(hooks.afterFollowRedirect(true, connection)).isTrue();
        hooks.beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo("Bearer token-of-default");
        assertThat(orgId(connection)).isEqualTo("9");
    }

    @Test
    void beforeWrite_nextHopsProfileHasNoIds_removesThoseOfTheLast() throws IOException {
        Firms firms = firms("default=7", "filevine.user-id", "42");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        assertThat(orgId(connection)).isEqualTo("7");
        firms.replaceBy(firms("default="));

        assertThat(hooks.afterFollowRedirect(true, connection)).isTrue();
        hooks.beforeWrite(connection);

        assertThat(orgId(connection)).isNull();
        assertThat(UrlConnectionInternals.requestHeader(connection, "x-fv-userid"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"7, a=7 b=8", "7, others=", ", a=7 b=8 default=9"})
    void onUnauthorized_profileWasReplaced_leavesThe401AsItIs(@Nullable String organisation, String later)
            throws Exception {
        Firms firms = firms("a=7 b=8 default=5");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(organisation);
        hooks.beforeWrite(connection);
        answer(connection, 401);
        Firms after = firms(later);
        firms.replaceBy(after);

        assertThat(hooks.onUnauthorized(connection)).isFalse();
        assertThat(hooks.afterFollowRedirect(false, connection)).isFalse();
        for (Firms each : List.of(firms, after)) {
            each.profiles()
                    .forEach(profile -> assertThat(each.tokens(profile.name()).isExchangeDue())
                            .isFalse());
        }
    }

    @Test
    void onUnauthorized_profileIsReplacedWhileItWaits_sendsAgainWithTheTokenOfTheNewOne() throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        CompletableFuture<Boolean> isToBeReplayed = startOnUnauthorized(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        Firms after = Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms);
        firms.replaceBy(after);
        firms.profile("a").tokens().close("it was replaced.");
        await().atMost(20, TimeUnit.SECONDS).until(() -> after.tokens("a").waiting() == 1);
        after.tokens("a").issue("next-of-a");

        assertThat(isToBeReplayed.get(20, TimeUnit.SECONDS)).isTrue();
        // As the JDK does with every answer.
        UrlConnectionInternals.removeRequestHeader(connection, "Authorization");
        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();
        hooks.beforeWrite(connection);
        assertThat(authorization(connection)).isEqualTo("Bearer next-of-a");
    }

    /** One that has not taken over from the other may be of other credentials: it has never given this token. */
    @ParameterizedTest
    @ValueSource(strings = {"a=7 b=8", "b=8"})
    void onUnauthorized_profileGoesWhileItWaits_leavesThe401AsItIs(String later) throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        CompletableFuture<Boolean> isToBeReplayed = startOnUnauthorized(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        firms.replaceBy(firms(later));
        firms.profile("a").tokens().close("it is gone.");

        assertThat(isToBeReplayed.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(hooks.afterFollowRedirect(false, connection)).isFalse();
    }

    @Test
    void onUnauthorized_profileIsReplacedWhileItWaits_waitsNoLongerThanOnce() throws Exception {
        Firms firms = firms("a=7 b=8", "filevine.token-wait", "2s");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        long start = System.nanoTime();
        CompletableFuture<Boolean> isToBeReplayed = startOnUnauthorized(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        firms.replaceBy(Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms));
        firms.profile("a").tokens().close("it was replaced.");

        assertThat(isToBeReplayed.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(System.nanoTime() - start).isBetween(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(15));
    }

    @Test
    void afterFollowRedirect_profileWasReplacedByItsSuccessor_sendsAgain() throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        firms.tokens("a").issue("next-of-a");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        Firms after = Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms);
        firms.replaceBy(after);

        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();
        assertThat(after.profile("a").replayedRequests()).isOne();
    }

    @Test
    void afterFollowRedirect_profileWasReplacedMeanwhile_doesNotSendAgain() throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        hooks.beforeWrite(connection);
        answer(connection, 401);
        firms.tokens("a").issue("next-of-a");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        firms.replaceBy(firms("a=7 b=8"));

        assertThat(hooks.afterFollowRedirect(false, connection)).isFalse();
        assertThat(firms.profile("a").replayedRequests()).isZero();
    }

    @Test
    void beforeWrite_profileWasReplacedWhenItsReplayWasDue_hasNoToken() throws Exception {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        answer(connection, 401);
        firms.tokens("default").issue("next-of-default");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        // As the JDK does with every answer.
        UrlConnectionInternals.removeRequestHeader(connection, "Authorization");
        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();
        firms.replaceBy(firms("b=8"));

        assertThatThrownBy(() -> hooks.beforeWrite(connection))
                .hasMessageContaining("the profile that it was first sent with is gone");
        assertThat(authorization(connection)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a2=7 b=8, Bearer token-of-a2", "b=8, "})
    void beforeWrite_waitsAndItsProfileIsReplaced_goesOnWithTheNewOneOrNone(String later, @Nullable String expected)
            throws Exception {
        Firms firms = Firms.on(origin(), "a=7 b=8", Map.of("filevine.token-wait", "1m"));
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        CompletableFuture<String> done = startWriting(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);

        firms.replaceBy(firms(later));
        // As if its token source were closed: whoever waits is told that there will be none.
        firms.tokens("a").refuse();

        assertThat(done.get(20, TimeUnit.SECONDS))
                .contains(expected == null ? "no profile of this host has the organisation 7" : "written");
        assertThat(authorization(connection)).isEqualTo(expected);
        assertThat(firms.profile("a").failedRequests()).isZero();
    }

    @Test
    void beforeWrite_waitsAndTheLastProfileOfItsHostGoes_hasNothingOfOurs() throws Exception {
        Firms firms = Firms.on(origin(), "default=7 b=8", Map.of("filevine.token-wait", "1m"));
        HttpURLConnection connection = connect(null);
        CompletableFuture<String> done = startWriting(hooks(firms), connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("default").waiting() == 1);
        firms.replaceBy(Firms.on("elsewhere.example.com", "c=9", Map.of()));

        firms.tokens("default").refuse();

        assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("written");
        assertThat(authorization(connection)).isNull();
        assertThat(orgId(connection)).isNull();
    }

    @Test
    void beforeWrite_waitsForASecondProfile_waitsNoLongerThanOnce() throws Exception {
        Firms firms = Firms.on(origin(), "a=7 b=8", Map.of("filevine.token-wait", "2s"));
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        Firms after = Firms.on(origin(), "a2=7 b=8", Map.of());
        long start = System.nanoTime();
        CompletableFuture<String> done = startWriting(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        firms.replaceBy(after);

        assertThat(done.get(20, TimeUnit.SECONDS)).startsWith("No valid Filevine access token: ");
        assertThat(System.nanoTime() - start).isBetween(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(15));
        assertThat(after.profile("a2").failedRequests()).isOne();
        assertThat(firms.profile("a").failedRequests()).isZero();
    }

    private HttpURLConnection rejected(UrlConnectionHooks hooks) throws Exception {
        HttpURLConnection connection = connect("7");
        hooks.beforeWrite(connection);
        answer(connection, 401);
        return connection;
    }

    private static CompletableFuture<Boolean> startOnUnauthorized(
            UrlConnectionHooks hooks, HttpURLConnection connection) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(hooks.onUnauthorized(connection)));
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private CompletableFuture<String> startWriting(UrlConnectionHooks hooks, HttpURLConnection connection) {
        CompletableFuture<String> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                hooks.beforeWrite(connection);
                done.complete("written");
            } catch (Throwable t) {
                done.complete(String.valueOf(t.getMessage()));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
