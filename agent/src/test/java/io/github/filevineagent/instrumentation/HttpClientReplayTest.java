package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A 401 to a token of ours: when {@code HttpClientHooks} has the request sent once more. */
class HttpClientReplayTest extends HttpClientFixture {
    @Test
    void afterExchange_answerThatIsNo401_isTheAnswer() {
        JdkExchange get = sent(get());
        Object answer = get.answer(403, false);

        assertThat(after(get, answer)).isCompletedWithValue(answer);
        assertThat(hooks().replacementFor(answer)).isNull();
        assertThat(tokens().exchanges()).isEqualTo(1);
    }

    @Test
    void afterExchange_rejectedToken_isReplayedOnceWithAFreshOne() {
        JdkExchange get = sent(get());
        HttpClientInternals.setSystemHeader(get.request(), "Proxy-Authorization", "Basic proxy");
        Object answer = get.answer(401, false);

        CompletableFuture<Object> held = after(get, answer);
        assertThat(held).isNotDone();
        tokens().issues("b");

        assertThat(get(held)).isSameAs(answer);
        HttpRequest replay = (HttpRequest) Objects.requireNonNull(hooks().replacementFor(answer));
        assertThat(replay.uri()).isEqualTo(get.request().uri());
        assertThat(HttpClientInternals.systemHeader(replay, "Authorization")).isNull();
        assertThat(HttpClientInternals.systemHeader(replay, "Proxy-Authorization"))
                .isEqualTo("Basic proxy");
        assertThat(hooks().replacementFor(answer)).isNull();
        assertThat(tokens().replays.sum()).isEqualTo(1);
    }

    @Test
    void afterExchange_rejectedToken_isHandedOnOnTheClientsExecutor() {
        JdkExchange get = sent(get());
        CompletableFuture<String> thread = after(get, get.answer(401, false))
                .thenApply(answer -> Thread.currentThread().getName());

        tokens().issues("b");

        assertThat(get(thread)).isEqualTo("client-executor");
    }

    @Test
    void afterExchange_rejectedTokenHasBeenReplaced_isReplayedAtOnce() {
        JdkExchange get = sent(get());
        tokens().tokens.refreshNow();
        tokens().issues("b");
        Object answer = get.answer(401, false);

        assertThat(after(get, answer)).isCompletedWithValue(answer);

        assertThat(hooks().replacementFor(answer)).isNotNull();
        assertThat(tokens().exchanges()).isEqualTo(2);
    }

    @Test
    void afterExchange_replayIsOff_isTheAnswerAndAsksForNoToken() {
        settings.put("filevine.replay-unauthorized", "false");
        JdkExchange get = sent(get());
        Object answer = get.answer(401, false);
        CompletableFuture<Object> response = CompletableFuture.completedFuture(answer);

        assertThat(hooks().afterExchange(get.exchange(), response)).isSameAs(response);

        assertThat(hooks().replacementFor(answer)).isNull();
        assertNoExchangeBut(1);
    }

    @Test
    void afterExchange_401OfAProxyToConnect_isNotTheGateways() {
        JdkExchange get = sent(get());
        Object answer = get.answer(401, true);

        assertThat(after(get, answer)).isCompletedWithValue(answer);

        assertThat(hooks().replacementFor(answer)).isNull();
        assertNoExchangeBut(1);
    }

    @Test
    void afterExchange_401ToTheApplicationsOwnAuthorization_isLeft() {
        tokens().issues("a");
        JdkExchange own = exchange(get().header("Authorization", "Bearer own"));
        assertThat(hooks().beforeExchange(own.exchange())).isNull();
        Object answer = own.answer(401, false);

        assertThat(after(own, answer)).isCompletedWithValue(answer);

        assertNoExchangeBut(1);
    }

    @Test
    void afterExchange_replayIsRejectedAndThereIsAThirdToken_isNotReplayedAgain() {
        JdkExchange replay = sent(get());
        replay.answeredBefore(new EarlierAnswer(401, replay.request()));

        assertNotReplayedAgain(replay);
    }

    @Test
    void afterExchange_replayIsRejectedOnTheWayThroughOtherAnswers_isNotReplayedAgain() {
        JdkExchange replay = sent(get());
        EarlierAnswer rejected = new EarlierAnswer(401, replay.request());
        replay.answeredBefore(new EarlierAnswer(302, replay.request(), rejected));

        assertNotReplayedAgain(replay);
    }

    @Test
    void afterExchange_anotherHopWasRejected_isReplayed() {
        JdkExchange get = sent(get());
        HttpRequest elsewhere =
                HttpRequest.newBuilder(URI.create(origin() + "/elsewhere")).build();
        get.answeredBefore(new EarlierAnswer(302, get.request(), new EarlierAnswer(401, elsewhere)));
        tokens().tokens.refreshNow();
        tokens().issues("b");
        Object answer = get.answer(401, false);

        assertThat(after(get, answer)).isCompletedWithValue(answer);

        assertThat(hooks().replacementFor(answer)).isNotNull();
    }

    @Test
    void afterExchange_noAttemptsLeft_isTheAnswerOnceTheNextRequestHasAFreshToken() {
        JdkExchange get = sent(get());
        get.useUpAttempts();
        Object answer = get.answer(401, false);

        CompletableFuture<Object> held = after(get, answer);
        assertThat(held).isNotDone();
        tokens().issues("b");

        assertThat(get(held)).isSameAs(answer);
        assertThat(hooks().replacementFor(answer)).isNull();
    }

    @Test
    void afterExchange_bodyThatCanNotBeSentAgain_isTheAnswerOnceTheNextRequestHasAFreshToken() {
        JdkExchange post =
                sent(get().POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1}))));
        Object answer = post.answer(401, false);

        CompletableFuture<Object> held = after(post, answer);
        assertThat(held).isNotDone();
        tokens().issues("b");

        assertThat(get(held)).isSameAs(answer);
        assertThat(hooks().replacementFor(answer)).isNull();
    }

    @Test
    void afterExchange_noFreshTokenWithinTokenWait_isTheAnswerThen() {
        settings.put("filevine.token-wait", "2s");
        JdkExchange get = sent(get());
        Object answer = get.answer(401, false);
        long start = System.nanoTime();

        assertThat(get(after(get, answer))).isSameAs(answer);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
        assertThat(hooks().replacementFor(answer)).isNull();
    }

    @Test
    void afterExchange_noFreshTokenWithinTheRequestsTimeout_isTheAnswerBeforeThat() {
        JdkExchange get = sent(get().timeout(Duration.ofSeconds(8)));
        Object answer = get.answer(401, false);
        long start = System.nanoTime();

        assertThat(get(after(get, answer))).isSameAs(answer);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(hooks().replacementFor(answer)).isNull();
    }

    @Test
    void afterExchange_identityServerRefuses_isTheAnswerAtOnce() {
        JdkExchange get = sent(get());
        Object answer = get.answer(401, false);
        CompletableFuture<Object> held = after(get, answer);

        tokens().refuses();

        assertThat(get(held)).isSameAs(answer);
        assertThat(hooks().replacementFor(answer)).isNull();
    }

    @Test
    void afterExchange_hookFails_isTheAnswerAndReported() {
        JdkExchange get = sent(get());
        Object strange = "no answer of the JDK's";

        assertThat(hooks().afterExchange(get.exchange(), CompletableFuture.completedFuture(strange)))
                .isCompletedWithValue(strange);

        assertThat(failures).singleElement().isInstanceOf(ClassCastException.class);
        failures.clear();
    }

    /** Not even where the schedule has brought a third token before the replay's 401. */
    private void assertNotReplayedAgain(JdkExchange replay) {
        tokens().tokens.refreshNow();
        tokens().issues("third");
        Object answer = replay.answer(401, false);

        assertThat(after(replay, answer)).isCompletedWithValue(answer);

        assertThat(hooks().replacementFor(answer)).isNull();
    }

    /** An answer that the client has had before this one, for the same call. */
    private static final class EarlierAnswer implements HttpResponse<Object> {
        private final int status;
        private final HttpRequest request;
        private final @Nullable HttpResponse<Object> before;

        EarlierAnswer(int status, HttpRequest request) {
            this(status, request, null);
        }

        EarlierAnswer(int status, HttpRequest request, @Nullable HttpResponse<Object> before) {
            this.status = status;
            this.request = request;
            this.before = before;
        }

        @Override
        public int statusCode() {
            return status;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<Object>> previousResponse() {
            return Optional.ofNullable(before);
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Object body() {
            return "";
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
