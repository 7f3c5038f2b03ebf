package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.log.Log;
import io.github.filevineagent.log.LogLevel;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hooks of {@code HttpClient} on the JDK's own exchanges. That they are called is a matter of integration tests. */
class HttpClientHooksTest {
    private static final Duration LIMIT = ScriptedTokens.LIMIT;
    private static final Duration FOR_EVER = Duration.ofMinutes(1);

    private final MockWebServer gateway = new MockWebServer();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final Executor executor = task -> {
        Thread thread = new Thread(task, "client-executor");
        thread.setDaemon(true);
        thread.start();
    };
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .build();
    private final Map<String, String> settings = new HashMap<>();
    private @Nullable ScriptedTokens scripted;
    private @Nullable HttpClientHooks hooks;

    @BeforeEach
    void startGateway() throws IOException {
        gateway.enqueue(new MockResponse.Builder().code(204).build());
        gateway.start(InetAddress.getLoopbackAddress(), 0);
        settings.put("filevine.gateway-hosts", origin());
        settings.put("filevine.token-wait", "1m");
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void beforeExchange_validToken_setsTheHeaderAndGoesOn() {
        tokens().issues("a");
        JdkExchange get = exchange(get());

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isEqualTo("Bearer a");
        assertThat(get.request().headers().map()).doesNotContainKey("Authorization");
        assertThat(tokens().profile.authorizedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_anotherHost_leavesItAlone() {
        tokens().issues("a");
        JdkExchange other = exchange(HttpRequest.newBuilder(URI.create("https://storage.example.com/")));

        assertThat(hooks().beforeExchange(other.exchange())).isNull();

        assertThat(other.authorization()).isNull();
    }

    @Test
    void beforeExchange_authorizationOfTheApplication_isLeftAndCounted() {
        tokens().issues("a");
        JdkExchange own = exchange(get().header("authorization", "Basic own"));

        assertThat(hooks().beforeExchange(own.exchange())).isNull();

        assertThat(own.authorization()).isNull();
        assertThat(tokens().profile.passedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_authorizationOfTheClientsAuthenticator_isLeft() {
        tokens().issues("a");
        JdkExchange get = exchange(get());
        HttpClientInternals.setSystemHeader(get.request(), "Authorization", "Basic dXNlcg==");

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isEqualTo("Basic dXNlcg==");
    }

    @Test
    void beforeExchange_profileWithIds_addsThoseThatAreMissing() {
        settings.put("filevine.org-id", "7");
        settings.put("filevine.user-id", "42");
        tokens().issues("a");
        JdkExchange get = exchange(get().header("X-FV-OrgId", "8"));

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(HttpClientInternals.systemHeader(get.request(), "x-fv-orgid"))
                .isNull();
        assertThat(HttpClientInternals.systemHeader(get.request(), "x-fv-userid"))
                .isEqualTo("42");
    }

    @Test
    void beforeExchange_secondAttemptAfterTheTokenHasExpired_takesItOffAndWaits() {
        tokens().issues("a");
        JdkExchange get = exchange(get());
        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        tokens().advance(Duration.ofMinutes(20));
        CompletableFuture<Object> held = hooks().beforeExchange(get.exchange());

        assertThat(held).isNotNull().isNotDone();
        assertThat(get.authorization()).isNull();
    }

    @Test
    void beforeExchange_plainHttpThroughAProxy_isNoneOfOurs() {
        settings.put("filevine.org-id", "7");
        tokens().issues("a");
        JdkExchange get = JdkExchange.of(
                client, get().build(), ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example.com", 3128)));

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isNull();
        assertThat(HttpClientInternals.systemHeader(get.request(), "x-fv-orgid"))
                .isNull();
        assertThat(tokens().profile.passedRequests()).isZero();
    }

    @Test
    void beforeExchange_httpsThroughAProxy_isAuthorized() {
        settings.put("filevine.gateway-hosts", "gw.example.com");
        tokens().issues("a");
        JdkExchange get = JdkExchange.of(
                client,
                HttpRequest.newBuilder(URI.create("https://gw.example.com/")).build(),
                ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example.com", 3128)));

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isEqualTo("Bearer a");
    }

    @Test
    void beforeExchange_noTokenYet_isSentOnTheClientsExecutorWhenItComes() throws Exception {
        CompletableFuture<Object> held = held(exchange(recordedPost()));
        assertThat(gateway.getRequestCount()).isZero();

        tokens().issues("a");

        assertThat(HttpClientInternals.statusOf(get(held))).isEqualTo(204);
        assertThat(gateway.getRequestCount()).isEqualTo(1);
        assertThat(threads).containsExactly("client-executor");
    }

    @Test
    void beforeExchange_noTokenWithinTokenWait_failsWithTheReasonThen() {
        settings.put("filevine.token-wait", "2s");
        long start = System.nanoTime();

        assertThat(failureOf(held(exchange(get()))))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("the identity server has not answered yet");

        // Less than twice the wait, and half a minute less than the next longer deadline that there is.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
        assertThat(tokens().profile.failedRequests()).isEqualTo(1);
        assertThat(gateway.getRequestCount()).isZero();
    }

    @Test
    void beforeExchange_noTokenAndPass_isSentWithoutItAfterTokenWait() {
        settings.put("filevine.token-wait", "100ms");
        settings.put("filevine.when-unavailable", "pass");

        assertThat(HttpClientInternals.statusOf(get(held(exchange(recordedPost())))))
                .isEqualTo(204);

        assertThat(threads).containsExactly("client-executor");
        assertThat(tokens().profile.passedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_credentialsRefused_failsAtOnce() {
        tokens().refuses();

        assertThat(failureOf(held(exchange(get()))))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("the PAT was refused.");
        assertThat(tokens().profile.failedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_credentialsRefusedAndPass_goesOnWithout() {
        settings.put("filevine.when-unavailable", "pass");
        tokens().refuses();
        JdkExchange get = exchange(get());

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isNull();
        assertThat(tokens().profile.passedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_credentialsRefusedWhileItWaits_failsAtOnce() {
        CompletableFuture<Object> held = held(exchange(get()));

        tokens().refuses();

        assertThat(failureOf(held)).isInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void beforeExchange_timeoutOfTheRequestIsShorter_timesOut() {
        assertThat(failureOf(held(exchange(get().timeout(Duration.ofMillis(100))))))
                .isExactlyInstanceOf(HttpTimeoutException.class)
                .hasMessage("request timed out");
        assertThat(tokens().profile.failedRequests()).isZero();
    }

    @Test
    void beforeExchange_timeoutBeyondAllNumbers_waitsForTheToken() {
        CompletableFuture<Object> held = held(exchange(get().timeout(Duration.ofSeconds(Long.MAX_VALUE))));
        assertThat(held).isNotDone();

        tokens().issues("a");

        assertThat(HttpClientInternals.statusOf(get(held))).isEqualTo(204);
    }

    @Test
    void beforeExchange_cancelledWhileItWaits_failsAtOnceAndIsNeverSent() {
        JdkExchange get = exchange(get());
        CompletableFuture<Object> held = held(get);

        get.cancel(new IOException("Request cancelled"));
        assertThat(failureOf(held)).hasMessage("Request cancelled");
        tokens().issues("a");

        assertThat(gateway.getRequestCount()).isZero();
    }

    @Test
    void beforeExchange_cancelledBefore_failsAtOnce() {
        JdkExchange get = exchange(get());
        get.cancel(new IOException("Request cancelled"));

        assertThat(failureOf(held(get))).hasMessage("Request cancelled");
    }

    @Test
    void beforeExchange_clientSaysThatItsTimeIsUp_timesOutAsARequestAndNotAsAConnection() {
        JdkExchange get = exchange(get().timeout(FOR_EVER));
        CompletableFuture<Object> held = held(get);
        HttpConnectTimeoutException early = new HttpConnectTimeoutException("HTTP connect timed out");
        early.initCause(new ConnectException("HTTP connect timed out"));

        get.cancel(early);

        assertThat(failureOf(held))
                .isExactlyInstanceOf(HttpTimeoutException.class)
                .hasMessage("request timed out");
    }

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
        tokens().tokens.refreshNow();
        tokens().issues("third");
        Object answer = replay.answer(401, false);

        assertThat(after(replay, answer)).isCompletedWithValue(answer);

        assertThat(hooks().replacementFor(answer)).isNull();
    }

    @Test
    void afterExchange_replayIsRejectedOnTheWayThroughOtherAnswers_isNotReplayedAgain() {
        JdkExchange replay = sent(get());
        EarlierAnswer rejected = new EarlierAnswer(401, replay.request());
        replay.answeredBefore(new EarlierAnswer(302, replay.request(), rejected));
        tokens().tokens.refreshNow();
        tokens().issues("third");
        Object answer = replay.answer(401, false);

        assertThat(after(replay, answer)).isCompletedWithValue(answer);

        assertThat(hooks().replacementFor(answer)).isNull();
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

    private JdkExchange sent(HttpRequest.Builder request) {
        tokens().issues("a");
        JdkExchange exchange = exchange(request);
        assertThat(hooks().beforeExchange(exchange.exchange())).isNull();
        return exchange;
    }

    private CompletableFuture<Object> after(JdkExchange exchange, Object answer) {
        return hooks().afterExchange(exchange.exchange(), CompletableFuture.completedFuture(answer));
    }

    private CompletableFuture<Object> held(JdkExchange exchange) {
        CompletableFuture<Object> held = hooks().beforeExchange(exchange.exchange());
        assertThat(held).isNotNull();
        return held;
    }

    /** The refresh thread needs a moment to begin an exchange that is due; what is asked for is seen in the status at once. */
    private void assertNoExchangeBut(int expected) {
        assertThat(tokens().tokens.status().nextRefresh()).isAfter(Instant.ofEpochMilli(tokens().currentTimeMillis()));
        assertThat(tokens().exchanges()).isEqualTo(expected);
    }

    private HttpRequest.Builder get() {
        return HttpRequest.newBuilder(URI.create(origin() + "/"));
    }

    private HttpRequest.Builder recordedPost() {
        return get().POST(BodyPublishers.ofInputStream(() -> {
            threads.add(Thread.currentThread().getName());
            return new ByteArrayInputStream(new byte[] {1});
        }));
    }

    private JdkExchange exchange(HttpRequest.Builder request) {
        HttpClientHooks unused = hooks();
        return JdkExchange.of(client, request.build(), null);
    }

    private String origin() {
        return "http://127.0.0.1:" + gateway.getPort();
    }

    private ScriptedTokens tokens() {
        ScriptedTokens present = scripted;
        if (present == null) {
            present = new ScriptedTokens(settings);
            scripted = present;
        }
        return present;
    }

    private HttpClientHooks hooks() {
        HttpClientHooks present = hooks;
        if (present == null) {
            present = new HttpClientHooks(
                    tokens().authorizer, new PlainHttpProxy(new Log(System.err, LogLevel.OFF)), failures::add);
            hooks = present;
        }
        return present;
    }

    private static Object get(CompletableFuture<?> future) {
        await().atMost(LIMIT).until(future::isDone);
        return Objects.requireNonNull(future.join());
    }

    private static Throwable failureOf(CompletableFuture<Object> future) {
        Throwable failure = catchThrowable(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertThat(failure).isInstanceOf(ExecutionException.class);
        return Objects.requireNonNull(failure.getCause());
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
