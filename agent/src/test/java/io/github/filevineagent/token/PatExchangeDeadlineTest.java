package io.github.filevineagent.token;

import static io.github.filevineagent.token.ExchangeException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.standin.Tls;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections, and what comes before them, that would never end by themselves. */
class PatExchangeDeadlineTest {
    private static final Duration DEADLINE = Duration.ofMillis(400);

    /** Generous for a busy machine, and far below the time that any of the servers here would take. */
    private static final Duration PROMPT = Duration.ofSeconds(10);

    private static final HeldCertificate LOCALHOST =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void exchange_silentServer_endsAtTheDeadline(String scheme) throws Exception {
        assertEndsAtTheDeadline(scheme, "waiting for the answer", (socket, server) -> {
            server.readRequest(socket);
            server.hang();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void exchange_headerByteByByte_endsAtTheDeadline(String scheme) throws Exception {
        assertEndsAtTheDeadline(scheme, "waiting for the answer", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nX-Endless: ");
            drip(socket, server);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "http, Content-Length: 100000", "https, Content-Length: 100000",
        "http, Transfer-Encoding: chunked", "https, Transfer-Encoding: chunked"
    })
    void exchange_bodyByteByByte_endsAtTheDeadline(String scheme, String framing) throws Exception {
        assertEndsAtTheDeadline(scheme, "reading the answer", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            if (framing.endsWith("chunked")) {
                RawServer.write(socket, "186A0\r\n");
            }
            drip(socket, server);
        });
    }

    @Test
    void exchange_serverThatNeverShakesHands_endsAtTheDeadline() throws Exception {
        try (RawServer server =
                RawServer.start("https", ServerSocketFactory.getDefault(), (socket, self) -> self.hang())) {
            assertEndsAtTheDeadline(server.url(), "connecting");
        }
    }

    @Test
    void exchange_hangsBeforeThereIsAConnection_endsAtTheDeadline() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ProxySelector previous = ProxySelector.getDefault();
        ProxySelector.setDefault(new HangingProxySelector(release));
        try (RawServer server = RawServer.start("https", tlsSockets(), (socket, self) -> self.readRequest(socket))) {
            ExchangeException failure = failureWithin(DEADLINE, server.url(), "hanging");

            assertThat(failure.reason()).isEqualTo("timeout");
            assertThat(failure).hasMessageContaining("connecting");
            release.countDown();
            awaitEndOf("filevine-agent-exchange-hanging");
            assertThat(server.requests())
                    .as("nothing is sent after the deadline")
                    .isZero();
        } finally {
            release.countDown();
            ProxySelector.setDefault(previous);
        }
    }

    /** As it would every minute or so, for as long as it hangs. */
    @Test
    void exchange_hangsEachTime_abandonsAFewThreadsAndRecoversLater() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ProxySelector previous = ProxySelector.getDefault();
        ProxySelector.setDefault(new HangingProxySelector(release));
        try (RawServer server = RawServer.start("https", tlsSockets(), (socket, self) -> self.hang())) {
            PatExchange exchange = exchange(server.url(), "piled", Duration.ofMillis(50));
            for (int attempt = 0; attempt < 10; attempt++) {
                assertThat(Failing.failureOf(exchange).reason()).isEqualTo("timeout");
            }

            assertThat(threads("filevine-agent-exchange-piled")).isEqualTo(4);
            assertThat(threads("filevine-agent-abort-piled")).isLessThanOrEqualTo(4);
            assertThat(Failing.failureOf(exchange)).hasMessageContaining("behind 4 earlier calls");
            release.countDown();
            awaitEndOf("filevine-agent-exchange-piled");
            assertThat(Failing.failureOf(exchange)).hasMessageNotContaining("earlier calls");
        } finally {
            release.countDown();
            ProxySelector.setDefault(previous);
        }
    }

    /** So that the identity server sees no more connections than there are exchanges. */
    @Test
    void awaitEnd_afterADeadline_returnsWhenTheConnectionIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = RawServer.start((socket, self) -> {
            self.readRequest(socket);
            // Until the other side closes it.
            int unused = socket.getInputStream().read();
            closed.countDown();
        })) {
            PatExchange exchange = exchange(server.url(), "ending", DEADLINE);
            assertThat(Failing.failureOf(exchange).reason()).isEqualTo("timeout");

            exchange.awaitEnd();

            assertThat(threads("filevine-agent-exchange-ending")).isZero();
            assertThat(closed.await(PROMPT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void exchange_callerInterrupted_endsPromptlyAndKeepsTheFlag() throws Exception {
        try (RawServer server = RawServer.start((socket, self) -> self.hang())) {
            PatExchange exchange = new PatExchange(
                    SettingsBuilder.at(server.url()).profile("interrupted").build());
            CompletableFuture<ExchangeException> failure = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                failure.complete(Failing.failureOf(exchange));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            server.awaitConnection();

            caller.interrupt();

            assertThat(failure.get(PROMPT.toSeconds(), TimeUnit.SECONDS).reason())
                    .isEqualTo("interrupted");
            assertThat(flag.get(PROMPT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            awaitEndOf("filevine-agent-exchange-interrupted");
        }
    }

    private static void assertEndsAtTheDeadline(String scheme, String step, RawServer.Behavior behavior)
            throws Exception {
        ServerSocketFactory factory = scheme.equals("https") ? tlsSockets() : ServerSocketFactory.getDefault();
        try (RawServer server = RawServer.start(scheme, factory, behavior)) {
            assertEndsAtTheDeadline(server.url(), step);
        }
    }

    private static ServerSocketFactory tlsSockets() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(LOCALHOST)
                .build()
                .sslContext()
                .getServerSocketFactory();
    }

    /** Where the machine is too busy to shake hands before the deadline, it tries again with a longer one. */
    private static void assertEndsAtTheDeadline(URI url, String step) throws Exception {
        Duration deadline = DEADLINE;
        ExchangeException failure = failureWithin(deadline, url, "slow");
        while (!failure.getMessage().contains(step) && deadline.compareTo(PROMPT) < 0) {
            deadline = deadline.multipliedBy(2);
            failure = failureWithin(deadline, url, "slow");
        }

        assertThat(failure.reason()).isEqualTo("timeout");
        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure)
                .hasMessageContaining(url.toString())
                .hasMessageContaining(deadline.toMillis() + " ms")
                .hasMessageContaining(step)
                .hasMessageContaining("filevine.exchange-timeout");
        awaitEndOf("filevine-agent-exchange-slow");
        awaitEndOf("filevine-agent-abort-slow");
    }

    /** Returns how it fails at its deadline, or not long after. */
    private static ExchangeException failureWithin(Duration deadline, URI url, String profile) {
        PatExchange exchange = exchange(url, profile, deadline);
        long start = System.nanoTime();
        ExchangeException failure = Failing.failureOf(exchange);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(deadline, deadline.plus(PROMPT));
        return failure;
    }

    private static PatExchange exchange(URI url, String profile, Duration deadline) {
        return new PatExchange(
                SettingsBuilder.at(url)
                        .profile(profile)
                        .exchangeTimeout(deadline)
                        .build(),
                Tls.trusting(LOCALHOST),
                Clock.systemUTC());
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    /** The read timeout alone would end a silent connection; a dripping one ends only if it is closed. */
    private static void awaitEndOf(String threadName) {
        await().atMost(PROMPT)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals(threadName)));
    }

    private static void drip(Socket socket, RawServer server) throws IOException, InterruptedException {
        while (server.pause(20)) {
            RawServer.write(socket, "x");
        }
    }

    private static final class HangingProxySelector extends ProxySelector {
        private final CountDownLatch release;

        HangingProxySelector(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public List<Proxy> select(@Nullable URI uri) {
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    // As deaf to interrupts as a name lookup is.
                    released = false;
                }
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {}
    }
}
