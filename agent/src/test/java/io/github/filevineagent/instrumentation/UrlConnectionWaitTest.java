package io.github.filevineagent.instrumentation;

import static io.github.filevineagent.instrumentation.UrlConnectionFixture.authorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that finds no token: how long {@code UrlConnectionHooks} has it wait, and what becomes of its socket. */
class UrlConnectionWaitTest {
    private static final Map<String, String> PATIENT = Map.of("filevine.token-wait", "10m");

    @Test
    void beforeWrite_noTokenWithinTheWait_failsAfterItAndClosesTheSocket() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(Map.of("filevine.token-wait", "2s"))) {
            HttpURLConnection connection = world.connect();
            Socket serversEnd = world.accept();
            long start = System.nanoTime();

            assertThatThrownBy(() -> world.hooks.beforeWrite(connection))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("the identity server has not answered yet");

            assertThat(since(start)).isBetween(Duration.ofMillis(1_990), Duration.ofSeconds(8));
            world.assertClosed(serversEnd);
            assertThat(world.profile.failedRequests()).isOne();
            assertThat(world.profile.authorizedRequests()).isZero();
            // An outage of hours would keep one for each request.
            assertThat(world.tokens.waiting()).isZero();
        }
    }

    @Test
    void beforeWrite_ownTimeoutsAreShorter_timesOutAndClosesTheSocket() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(PATIENT)) {
            HttpURLConnection connection = connect(world, 700, 800);
            Socket serversEnd = world.accept();
            long start = System.nanoTime();

            assertThatThrownBy(() -> world.hooks.beforeWrite(connection))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage(
                            "No valid Filevine access token within the connection's own timeouts: the identity server"
                                    + " has not answered yet.");

            assertThat(since(start)).isBetween(Duration.ofMillis(1_490), Duration.ofSeconds(20));
            world.assertClosed(serversEnd);
            assertThat(world.profile.failedRequests()).isOne();
        }
    }

    /** A timeout is no outage, which {@code pass} is about: the application has said how long it can wait. */
    @Test
    void beforeWrite_ownTimeoutsAreShorterAndPass_timesOut() throws Exception {
        try (UrlConnectionFixture world =
                new UrlConnectionFixture(Map.of("filevine.token-wait", "10m", "filevine.when-unavailable", "pass"))) {
            HttpURLConnection connection = connect(world, 50, 50);

            assertThatThrownBy(() -> world.hooks.beforeWrite(connection)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"50, 0", "0, 50", "600000, 50", "0, 0"})
    void beforeWrite_ownTimeoutsAreLongerOrNotBoth_waitsAsLongAsConfigured(int connect, int read) throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(Map.of("filevine.token-wait", "1s"))) {
            HttpURLConnection connection = connect(world, connect, read);
            long start = System.nanoTime();

            assertThatThrownBy(() -> world.hooks.beforeWrite(connection)).isExactlyInstanceOf(IOException.class);

            assertThat(since(start)).isGreaterThan(Duration.ofMillis(990));
        }
    }

    @Test
    void beforeWrite_credentialsRefused_failsAtOnce() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(PATIENT)) {
            world.tokens.refuse();
            HttpURLConnection connection = connect(world, 60_000, 60_000);
            Socket serversEnd = world.accept();

            assertThatThrownBy(() -> world.hooks.beforeWrite(connection))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("the PAT was refused");
            world.assertClosed(serversEnd);
        }
    }

    @Test
    void beforeWrite_noTokenAndPass_sendsWithoutTheExpiredOne() throws Exception {
        try (UrlConnectionFixture world =
                new UrlConnectionFixture(Map.of("filevine.token-wait", "10ms", "filevine.when-unavailable", "pass"))) {
            world.tokens.issue("a");
            HttpURLConnection connection = world.connect();
            world.hooks.beforeWrite(connection);
            world.tokens.expire();

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isNull();
            assertThat(UrlConnectionInternals.isConnected(connection)).isTrue();
            assertThat(world.profile.passedRequests()).isOne();
            assertThat(world.profile.authorizedRequests()).isOne();
        }
    }

    @Test
    void beforeWrite_tokenComes_goesOnWithItOnTheSameConnection() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(PATIENT)) {
            HttpURLConnection connection = connect(world, 0, 5_000);
            Socket serversEnd = world.accept();
            UrlConnectionFixture.Waiting waiting = world.startWaiting(connection);

            world.tokens.issue("a");

            assertThat(waiting.failure()).isNull();
            assertThat(authorization(connection)).isEqualTo("Bearer a");
            assertThat(world.profile.authorizedRequests()).isOne();
            // What the socket was looked at with is not left on it.
            assertThat(UrlConnectionFixture.clientsEnd(connection).getSoTimeout())
                    .isEqualTo(5_000);
            assertThat(UrlConnectionFixture.clientsEnd(connection).getLocalPort())
                    .isEqualTo(serversEnd.getPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"})
    void beforeWrite_serverGivesUpMeanwhile_connectsAnew(String lastWords) throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(PATIENT)) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(4);
            connection.connect();
            Socket first = world.accept();
            UrlConnectionFixture.Waiting waiting = world.startWaiting(connection);
            first.getOutputStream().write(lastWords.getBytes(StandardCharsets.US_ASCII));
            first.close();

            world.tokens.issue("a");

            assertThat(waiting.failure()).isNull();
            assertThat(world.accept().isConnected()).isTrue();
            assertThat(UrlConnectionInternals.isClosedByServer(connection)).isFalse();
            assertThat(authorization(connection)).isEqualTo("Bearer a");
        }
    }

    @Test
    void beforeWrite_applicationDisconnectsMeanwhile_failsAsTheJdkDoes() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(PATIENT)) {
            HttpURLConnection connection = world.connect();
            UrlConnectionFixture.Waiting waiting = world.startWaiting(connection);
            connection.disconnect();

            world.tokens.issue("a");

            assertThat(waiting.failure()).isInstanceOf(SocketException.class).hasMessage("Socket closed");
        }
    }

    @Test
    void beforeWrite_interrupted_failsKeepsTheFlagAndClosesTheSocket() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(PATIENT)) {
            HttpURLConnection connection = world.connect();
            Socket serversEnd = world.accept();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> world.hooks.beforeWrite(connection)).isInstanceOf(InterruptedIOException.class);

            assertThat(Thread.interrupted()).isTrue();
            world.assertClosed(serversEnd);
        }
    }

    private static HttpURLConnection connect(UrlConnectionFixture world, int connectTimeout, int readTimeout)
            throws Exception {
        HttpURLConnection connection = world.open(Proxy.NO_PROXY);
        connection.setConnectTimeout(connectTimeout);
        connection.setReadTimeout(readTimeout);
        connection.connect();
        return connection;
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
