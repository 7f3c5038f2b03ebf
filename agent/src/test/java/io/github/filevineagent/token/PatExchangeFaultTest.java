package io.github.filevineagent.token;

import static io.github.filevineagent.token.ExchangeException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.support.SilentPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Connections that fail or break. */
class PatExchangeFaultTest {
    @Test
    void exchange_unknownHost_isDns() {
        ExchangeException failure = Failing.failureOf(new PatExchange(
                SettingsBuilder.at("https://identity.invalid/connect/token").build()));

        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure.reason()).isEqualTo("dns");
        assertThat(failure)
                .hasMessageContaining("https://identity.invalid/connect/token")
                .hasMessageContaining("https.proxyHost");
    }

    @Test
    void exchange_nobodyListens_isConnect() throws IOException {
        URI url;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = URI.create("http://localhost:" + closed.getLocalPort() + "/connect/token");
        }

        ExchangeException failure =
                Failing.failureOf(new PatExchange(SettingsBuilder.at(url).build()));

        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure.reason()).isEqualTo("connect");
        assertThat(failure).hasMessageContaining(url.toString());
    }

    /** Neither the server's nor the exchange's patience may end it first, which is a matter of minutes. */
    @Test
    void exchange_hostThatDoesNotConnect_endsAtTheConnectTimeout() throws IOException {
        try (SilentPort silent = new SilentPort()) {
            assumeThat(silent.isSilent()).as("connections can time out here").isTrue();
            ExchangeException failure = Failing.failureOf(
                    new PatExchange(SettingsBuilder.at("http://localhost:" + silent.port() + "/connect/token")
                            .connectTimeout(Duration.ofMillis(300))
                            .exchangeTimeout(Duration.ofMinutes(1))
                            .build()));

            assertThat(failure.reason()).isEqualTo("timeout");
            assertThat(failure)
                    .hasMessageContaining("no connection within 300 ms")
                    .hasMessageContaining("filevine.connect-timeout");
        }
    }

    @Test
    void exchange_reset_isIo() throws IOException {
        assertFailure("io", (socket, server) -> {
            server.readRequest(socket);
            socket.setSoLinger(true, 0);
        });
    }

    @Test
    void exchange_closedWithoutAnAnswer_isIo() throws IOException {
        assertFailure("io", (socket, server) -> server.readRequest(socket));
    }

    @Test
    void exchange_closedWithinTheHeader_isUnreadable() throws IOException {
        assertFailure("unreadable_answer", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Ty");
        });
    }

    @Test
    void exchange_closedWithinTheBody_isIo() throws IOException {
        assertFailure("io", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"abc\"}");
        });
    }

    @Test
    void exchange_closedWithinAChunk_isIo() throws IOException {
        assertFailure("io", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(
                    socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"access_token\":\"abc");
        });
    }

    @Test
    void exchange_otherProtocol_isIo() throws IOException {
        assertFailure("io", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "220 mail.example ESMTP\r\n\r\n");
        });
    }

    @Test
    void exchange_noStatusCode_isIo() throws IOException {
        assertFailure("io", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "HTTP/1.1 fine\r\nContent-Length: 0\r\n\r\n");
        });
    }

    @Test
    void exchange_endlessBody_isGivenUp() throws IOException {
        assertFailure("answer_too_large", (socket, server) -> {
            server.readRequest(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
            String page = "x".repeat(4096);
            while (server.pause(0)) {
                RawServer.write(socket, page);
            }
        });
    }

    @Test
    void exchange_proxySelectorThrows_isInternal() {
        ProxySelector previous = ProxySelector.getDefault();
        ProxySelector.setDefault(new ThrowingProxySelector());
        try {
            ExchangeException failure = Failing.failureOf(new PatExchange(
                    SettingsBuilder.at("https://localhost:1/connect/token").build()));

            assertThat(failure.kind()).isEqualTo(TRANSIENT);
            assertThat(failure.reason()).isEqualTo("internal");
            assertThat(failure).hasMessageContaining("the application's bug");
        } finally {
            ProxySelector.setDefault(previous);
        }
    }

    private static void assertFailure(String reason, RawServer.Behavior behavior) throws IOException {
        try (RawServer server = RawServer.start(behavior)) {
            ExchangeException failure = Failing.failureOf(
                    new PatExchange(SettingsBuilder.at(server.url()).build()));

            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.kind()).isEqualTo(TRANSIENT);
            assertThat(failure).hasMessageContaining(server.url().toString());
        }
    }

    private static final class ThrowingProxySelector extends ProxySelector {
        @Override
        public List<Proxy> select(@Nullable URI uri) {
            throw new IllegalStateException("the application's bug");
        }

        @Override
        public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {}
    }
}
