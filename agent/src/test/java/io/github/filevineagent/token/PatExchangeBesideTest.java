package io.github.filevineagent.token;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.AgentThread;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** When the exchange does what can be done beside it, which is to make what reads the answer. */
class PatExchangeBesideTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final String TOKEN = "{\"access_token\":\"a\",\"expires_in\":1200,\"token_type\":\"Bearer\"}";

    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    void exchange_requestIsOnItsWay_isDoneBeforeTheAnswer() throws Exception {
        try (RawServer server = RawServer.start("http", ServerSocketFactory.getDefault(), (socket, self) -> {
            self.readRequest(socket);
            if (isDone()) {
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + TOKEN.length() + "\r\n\r\n" + TOKEN);
            }
        })) {
            IssuedToken token = exchange(server, Duration.ofMinutes(1)).exchange();

            assertThat(token.value().reveal()).isEqualTo("a");
        }
    }

    /** It would take a processor from the handshake, and from an application that has other things to do. */
    @Test
    void exchange_handshakeIsNotOverAndNobodyWaits_isNotDone() throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (RawServer server = silent()) {
            ExchangeException failure =
                    Failing.failureOf(exchange(server, Duration.ofMillis(400), times::incrementAndGet));

            assertThat(failure.reason()).isEqualTo("timeout");
            assertThat(times).hasValue(0);
        }
    }

    @Test
    void exchange_requestWaitedBefore_isDoneDuringTheHandshake() throws Exception {
        try (RawServer server = silent()) {
            PatExchange exchange = exchange(server, Duration.ofMinutes(10));
            exchange.requestWaits();
            Thread refresh = AgentThread.create("test", () -> Failing.failureOf(exchange));
            refresh.start();

            assertThat(isDone()).isTrue();
            refresh.interrupt();
        }
    }

    @Test
    void requestWaits_duringTheHandshake_isDoneThen() throws Exception {
        try (RawServer server = silent()) {
            PatExchange exchange = exchange(server, Duration.ofMinutes(10));
            Thread refresh = AgentThread.create("test", () -> Failing.failureOf(exchange));
            refresh.start();
            server.awaitConnection();
            assertThat(done.getCount()).isOne();

            exchange.requestWaits();

            assertThat(isDone()).isTrue();
            refresh.interrupt();
        }
    }

    private static RawServer silent() throws IOException {
        return RawServer.start("https", ServerSocketFactory.getDefault(), (socket, self) -> self.hang());
    }

    private PatExchange exchange(RawServer server, Duration deadline) {
        return exchange(server, deadline, done::countDown);
    }

    private static PatExchange exchange(RawServer server, Duration deadline, Runnable beside) {
        return new PatExchange(
                SettingsBuilder.at(server.url()).exchangeTimeout(deadline).build(), null, Clock.systemUTC(), beside);
    }

    private boolean isDone() {
        try {
            return done.await(PATIENCE_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
