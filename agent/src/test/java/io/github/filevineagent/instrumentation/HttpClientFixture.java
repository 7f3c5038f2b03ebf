package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.Log;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client of the JDK's with exchanges of its own, a gateway that answers 204, and the hooks with a profile in the test's hand. */
abstract class HttpClientFixture {
    static final Duration LIMIT = ScriptedTokens.LIMIT;
    static final Duration FOR_EVER = Duration.ofMinutes(1);

    final MockWebServer gateway = new MockWebServer();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    private final Executor executor = task -> {
        Thread thread = new Thread(task, "client-executor");
        thread.setDaemon(true);
        thread.start();
    };
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .build();
    final Map<String, String> settings = new HashMap<>();
    RequestTimer timer = new RequestTimer();
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

    JdkExchange sent(HttpRequest.Builder request) {
        tokens().issues("a");
        JdkExchange exchange = exchange(request);
        assertThat(hooks().beforeExchange(exchange.exchange())).isNull();
        return exchange;
    }

    CompletableFuture<Object> after(JdkExchange exchange, Object answer) {
        return hooks().afterExchange(exchange.exchange(), CompletableFuture.completedFuture(answer));
    }

    CompletableFuture<Object> held(JdkExchange exchange) {
        CompletableFuture<Object> held = hooks().beforeExchange(exchange.exchange());
        assertThat(held).isNotNull();
        return held;
    }

    /** A worker needs a moment to begin an exchange that is due; what is asked for is seen in the status at once. */
    void assertNoExchangeBut(int expected) {
        assertThat(tokens().tokens.status().nextRefresh()).isAfter(Instant.ofEpochMilli(tokens().currentTimeMillis()));
        assertThat(tokens().exchanges()).isEqualTo(expected);
    }

    HttpRequest.Builder get() {
        return HttpRequest.newBuilder(URI.create(origin() + "/"));
    }

    HttpRequest.Builder recordedPost() {
        return get().POST(BodyPublishers.ofInputStream(() -> {
            threads.add(Thread.currentThread().getName());
            return new ByteArrayInputStream(new byte[] {1});
        }));
    }

    JdkExchange exchange(HttpRequest.Builder request) {
        HttpClientHooks unused = hooks();
        return JdkExchange.of(client, request.build(), null);
    }

    String origin() {
        return "http://127.0.0.1:" + gateway.getPort();
    }

    ScriptedTokens tokens() {
        ScriptedTokens present = scripted;
        if (present == null) {
            present = new ScriptedTokens(settings);
            scripted = present;
        }
        return present;
    }

    HttpClientHooks hooks() {
        HttpClientHooks present = hooks;
        if (present == null) {
            present = new HttpClientHooks(
                    tokens().authorizer, new PlainHttpProxy(new Log(System.err, Log.Level.OFF)), failures::add, timer);
            hooks = present;
        }
        return present;
    }

    static Object get(CompletableFuture<?> future) {
        await().atMost(LIMIT).until(future::isDone);
        return Objects.requireNonNull(future.join());
    }

    static Throwable failureOf(CompletableFuture<Object> future) {
        Throwable failure = catchThrowable(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertThat(failure).isInstanceOf(ExecutionException.class);
        return Objects.requireNonNull(failure.getCause());
    }
}
