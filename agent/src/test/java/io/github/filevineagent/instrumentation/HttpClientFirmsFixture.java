package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.authorize.Firms;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Several firms on one host, a gateway that answers 204, and exchanges of the JDK's own client. */
abstract class HttpClientFirmsFixture {
    static final Duration LIMIT = Duration.ofSeconds(20);

    final MockWebServer gateway = new MockWebServer();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void startGateway() throws IOException {
        gateway.enqueue(new MockResponse.Builder().code(204).build());
        gateway.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
        assertThat(failures).isEmpty();
    }

    Firms firms(String names, String... setting) {
        return Firms.on(origin(), names, setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]))
                .issue();
    }

    HttpClientHooks hooks(Firms firms) {
        return new HttpClientHooks(
                firms.authorizer(), new PlainHttpProxy(new Log(System.err, Log.Level.OFF)), failures::add);
    }

    HttpRequest.Builder get() {
        return HttpRequest.newBuilder(URI.create(origin() + "/"));
    }

    JdkExchange exchange(HttpRequest.Builder request) {
        return JdkExchange.of(client, request.build(), null);
    }

    String origin() {
        return "http://127.0.0.1:" + gateway.getPort();
    }

    static @Nullable String systemHeader(JdkExchange exchange, String name) {
        return HttpClientInternals.systemHeader(exchange.request(), name);
    }

    static Throwable failureOf(@Nullable CompletableFuture<Object> future) {
        assertThat(future).isNotNull();
        return assertThat(future)
                .failsWithin(LIMIT)
                .withThrowableOfType(ExecutionException.class)
                .extracting(Throwable::getCause, InstanceOfAssertFactories.THROWABLE)
                .actual();
    }
}
