package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Firms;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A firm's profile goes or is replaced while a request is on its way, through {@code HttpClient}: no attempt gets another
 * firm's token.
 */
class HttpClientFirmsReplacedTest extends HttpClientFirmsFixture {
    @ParameterizedTest
    @ValueSource(strings = {"b=7", "b=", "a=7 b=8", "a="})
    void beforeExchange_attemptAfterTheProfileOfItsOrganisationWasReplaced_hasWhatIsOfTheNewOne(String later) {
        Firms firms = firms("a=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "7"));
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        Firms after = firms(later);
        firms.replaceBy(after);

        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization())
                .isEqualTo("Bearer token-of-" + after.profiles().get(0).name());
    }

    @Test
    void beforeExchange_attemptAfterAProfileWithIdsWasReplacedByOneWithout_hasNoneOfTheirIds() {
        Firms firms = firms("default=7 b=8", "filevine.user-id", "42");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get());
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        assertThat(systemHeader(exchange, "x-fv-orgid")).isEqualTo("7");
        assertThat(systemHeader(exchange, "x-fv-userid")).isEqualTo("42");
        HttpClientInternals.removeSystemHeader(exchange.request(), "Authorization");
        firms.replaceBy(firms("default="));

        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization()).isEqualTo("Bearer token-of-default");
        assertThat(systemHeader(exchange, "x-fv-orgid")).isNull();
        assertThat(systemHeader(exchange, "x-fv-userid")).isNull();
    }

    /** The JDK sends the same request again where the server has closed the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"c=9", "default="})
    void beforeExchange_attemptAfterTheLastProfileOfItsHostHasGone_hasNothingOfOurs(String elsewhere) {
        Firms firms = firms("default=7", "filevine.user-id", "42");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get());
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        assertThat(exchange.authorization()).isEqualTo("Bearer token-of-default");
        assertThat(systemHeader(exchange, "x-fv-orgid")).isEqualTo("7");
        firms.replaceBy(Firms.on("elsewhere.example.com", elsewhere, Map.of()));

        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization()).isNull();
        assertThat(systemHeader(exchange, "x-fv-orgid")).isNull();
        assertThat(systemHeader(exchange, "x-fv-userid")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"b=8, ", "default=9, ", "default=, ", "default=7, Bearer token-of-default"})
    void beforeExchange_secondAttemptThatNamesNone_isForTheFirstsOrganisationOnly(
            String later, @Nullable String expected) {
        Firms firms = firms("default=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get());
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        firms.replaceBy(firms(later));

        CompletableFuture<Object> answer = hooks.beforeExchange(exchange.exchange());

        if (expected == null) {
            assertThat(failureOf(answer)).hasMessageContaining("the profile that it was first sent with is gone");
            assertThat(systemHeader(exchange, "x-fv-orgid")).isNull();
        } else {
            assertThat(answer).isNull();
            assertThat(exchange.authorization()).isEqualTo(expected);
            assertThat(systemHeader(exchange, "x-fv-orgid")).isEqualTo("7");
        }
    }

    @ParameterizedTest
    @CsvSource({"7, a=7 b=8", "7, others=", ", a=7 b=8 default=9"})
    void afterExchange_rejectedWhileTheProfileWasReplaced_isTheAnswer(@Nullable String organisation, String later) {
        Firms firms = firms("a=7 b=8 default=5");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(organisation == null ? get() : get().header("x-fv-orgid", organisation));
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        Object answer = exchange.answer(401, false);
        CompletableFuture<Object> response = new CompletableFuture<>();
        CompletableFuture<Object> seen = hooks.afterExchange(exchange.exchange(), response);
        Firms after = firms(later);
        firms.replaceBy(after);
        response.complete(answer);

        assertThat(seen).isCompletedWithValue(answer);
        assertThat(hooks.replacementFor(answer)).isNull();
        for (Firms each : List.of(firms, after)) {
            each.profiles()
                    .forEach(profile -> assertThat(each.tokens(profile.name()).isExchangeDue())
                            .isFalse());
        }
    }

    @Test
    void afterExchange_profileIsReplacedWhileThe401Waits_isReplayedWithTheTokenOfTheNewOne() throws Exception {
        Firms firms = firms("a=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "7"));
        Object answer = exchange.answer(401, false);
        CompletableFuture<Object> seen = rejectedWhileWaiting(firms, hooks, exchange, answer);
        Firms after = Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms);
        firms.replaceBy(after);
        firms.profile("a").tokens().close("it was replaced.");
        await().atMost(LIMIT).until(() -> after.tokens("a").waiting() == 1);
        assertThat(seen).isNotDone();
        after.tokens("a").issue("next-of-a");

        assertThat(seen.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isSameAs(answer);
        JdkExchange again = exchange.again((HttpRequest) Objects.requireNonNull(hooks.replacementFor(answer)));
        assertThat(hooks.beforeExchange(again.exchange())).isNull();
        assertThat(again.authorization()).isEqualTo("Bearer next-of-a");
    }

    /** One that has not taken over from the other may be of other credentials: it has never given this token. */
    @ParameterizedTest
    @ValueSource(strings = {"a=7 b=8", "b=8"})
    void afterExchange_profileGoesWhileThe401Waits_isTheAnswer(String later) throws Exception {
        Firms firms = firms("a=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "7"));
        Object answer = exchange.answer(401, false);
        CompletableFuture<Object> seen = rejectedWhileWaiting(firms, hooks, exchange, answer);
        firms.replaceBy(firms(later));
        firms.profile("a").tokens().close("it is gone.");

        assertThat(seen.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isSameAs(answer);
        assertThat(hooks.replacementFor(answer)).isNull();
    }

    @Test
    void replacementFor_profileWasReplacedMeanwhile_isNone() {
        Firms firms = firms("a=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "7"));
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        firms.tokens("a").issue("next-of-a");
        Object answer = exchange.answer(401, false);
        assertThat(hooks.afterExchange(exchange.exchange(), CompletableFuture.completedFuture(answer)))
                .isCompletedWithValue(answer);
        firms.replaceBy(firms("a=7 b=8"));

        assertThat(hooks.replacementFor(answer)).isNull();
        assertThat(firms.profile("a").replayedRequests()).isZero();
    }

    @Test
    void replacementFor_rejected_isARequestThatKnowsItsFirm() {
        Firms firms = firms("default=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get());
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        firms.tokens("default").issue("next-of-default");
        Object answer = exchange.answer(401, false);
        assertThat(hooks.afterExchange(exchange.exchange(), CompletableFuture.completedFuture(answer)))
                .isCompletedWithValue(answer);

        HttpRequest replay = (HttpRequest) Objects.requireNonNull(hooks.replacementFor(answer));
        JdkExchange again = exchange.again(replay);
        firms.replaceBy(firms("b=8"));

        assertThat(failureOf(hooks.beforeExchange(again.exchange()))).hasMessageContaining("first sent with is gone");
        assertThat(firms.profile("default").replayedRequests()).isOne();
    }

    @Test
    void beforeExchange_waitsAndItsProfileIsReplaced_goesOnWithTheNewOne() throws Exception {
        Firms firms = Firms.on(origin(), "a=7 b=8", Map.of("filevine.token-wait", "1m"));
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "7"));
        CompletableFuture<Object> held = Objects.requireNonNull(hooks.beforeExchange(exchange.exchange()));
        assertThat(held).isNotDone();
        Firms after = firms("a2=7 b=8");
        firms.replaceBy(after);
        // As if its token source were closed: whoever waits is told that there will be none.
        firms.tokens("a").refuse();

        // What the hooks go on with is the JDK's own code, which nobody has woven here: it sends what it is given.
        assertThat(held.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(gateway.takeRequest(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(firms.profile("a").failedRequests()).isZero();
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        assertThat(exchange.authorization()).isEqualTo("Bearer token-of-a2");
    }

    /** A request can choose a profile that is closed before it looks for its token: another one has taken its place. */
    @Test
    void beforeExchange_profilesAreReplacedAllTheTime_neverFails() throws Exception {
        Firms firms = firms("a=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> replacing = CompletableFuture.runAsync(() -> {
            Firms present = firms;
            while (!ended.get()) {
                Firms next = firms("a=7 b=8");
                firms.replaceBy(next);
                present.profile("a").tokens().close("it was replaced.");
                present = next;
            }
        });
        try {
            Object exchange = exchange(get().header("x-fv-orgid", "7")).exchange();
            for (int i = 0; i < 300_000; i++) {
                if (hooks.beforeExchange(exchange) != null) {
                    throw new AssertionError("failed");
                }
            }
        } finally {
            ended.set(true);
        }
        replacing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** It is no gateway any more then, and has no business with what an attempt before this one has left. */
    @Test
    void beforeExchange_waitsAndTheLastProfileOfItsHostGoes_goesOnWithNothingOfOurs() throws Exception {
        Firms firms =
                Firms.on(origin(), "default=7 b=8", Map.of("filevine.token-wait", "1m", "filevine.user-id", "42"));
        JdkExchange exchange = exchange(get());
        HttpClientInternals.setSystemHeader(exchange.request(), "Authorization", "Bearer rejected");
        HttpClientInternals.setSystemHeader(exchange.request(), "x-fv-orgid", "7");
        CompletableFuture<Object> held = Objects.requireNonNull(hooks(firms).beforeExchange(exchange.exchange()));
        assertThat(held).isNotDone();
        firms.replaceBy(Firms.on("elsewhere.example.com", "c=9", Map.of()));
        firms.tokens("default").refuse();

        assertThat(held.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(Objects.requireNonNull(gateway.takeRequest(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .getHeaders()
                        .names())
                .doesNotContain("Authorization", "x-fv-orgid", "x-fv-userid");
    }

    private static CompletableFuture<Object> rejectedWhileWaiting(
            Firms firms, HttpClientHooks hooks, JdkExchange exchange, Object answer) {
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        CompletableFuture<Object> seen =
                hooks.afterExchange(exchange.exchange(), CompletableFuture.completedFuture(answer));
        assertThat(seen).isNotDone();
        assertThat(firms.tokens("a").waiting()).isOne();
        return seen;
    }
}
