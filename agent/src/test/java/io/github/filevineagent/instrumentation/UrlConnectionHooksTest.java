package io.github.filevineagent.instrumentation;

import static io.github.filevineagent.instrumentation.UrlConnectionFixture.authorization;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.AgentThread;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers a request is written with. */
class UrlConnectionHooksTest {
    private static final Map<String, String> IDS = Map.of("filevine.org-id", "7", "filevine.user-id", "42");

    @Test
    void beforeWrite_gatewayHost_setsTheToken() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of())) {
            HttpURLConnection connection = world.connect();

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isEqualTo("Bearer a");
            assertThat(header(connection, "x-fv-orgid")).isNull();
            assertThat(world.profile.authorizedRequests()).isOne();
            assertThat(world.profile.passedRequests()).isZero();
        }
    }

    @Test
    void beforeWrite_idsConfigured_setsThemUnlessTheApplicationHas() throws Exception {
        try (UrlConnectionFixture world = holding("a", IDS)) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setRequestProperty("X-FV-UserId", "own");
            connection.connect();

            world.hooks.beforeWrite(connection);

            assertThat(header(connection, "x-fv-orgid")).isEqualTo("7");
            assertThat(header(connection, "x-fv-userid")).isEqualTo("own");
        }
    }

    @Test
    void beforeWrite_threadOfTheAgent_leavesTheRequestAlone() throws Exception {
        try (UrlConnectionFixture world = new UrlConnectionFixture(IDS)) {
            HttpURLConnection connection = world.connect();
            CompletableFuture<String> done = new CompletableFuture<>();

            AgentThread.create("test", () -> {
                        try {
                            world.hooks.beforeWrite(connection);
                            done.complete("went on");
                        } catch (Throwable t) {
                            done.completeExceptionally(t);
                        }
                    })
                    .start();

            assertThat(done.get(20, SECONDS)).isEqualTo("went on");
            assertThat(authorization(connection)).isNull();
            assertThat(header(connection, "x-fv-orgid")).isNull();
        }
    }

    /** What a JDK does that keeps all headers at a redirect to another host, as older builds of JDK 11 and 17 do. */
    @Test
    void beforeWrite_redirectedOutOfTheGateway_removesWhatIsOurs() throws Exception {
        try (UrlConnectionFixture world = holding("a", IDS)) {
            HttpURLConnection connection = world.connectElsewhere();
            UrlConnectionInternals.setRequestHeader(connection, "Authorization", "Bearer a");
            UrlConnectionInternals.setRequestHeader(connection, "x-fv-orgid", "7");
            UrlConnectionInternals.setRequestHeader(connection, "x-fv-userid", "42");

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isNull();
            assertThat(header(connection, "x-fv-orgid")).isNull();
            assertThat(header(connection, "x-fv-userid")).isNull();
            assertThat(world.profile.passedRequests()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer own", "Basic own"})
    void beforeWrite_otherHost_keepsWhatTheApplicationHasSet(String own) throws Exception {
        try (UrlConnectionFixture world = holding("a", IDS)) {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://localhost:" + world.port()).toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestProperty("authorization", own);
            connection.setRequestProperty("x-fv-orgid", "8");
            connection.setRequestProperty("x-fv-userid", "9");
            connection.connect();

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isEqualTo(own);
            assertThat(header(connection, "x-fv-orgid")).isEqualTo("8");
            assertThat(header(connection, "x-fv-userid")).isEqualTo("9");
            connection.disconnect();
        }
    }

    @Test
    void beforeWrite_otherHostWithThePasswordOfAnAuthenticator_keepsIt() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of())) {
            HttpURLConnection connection = world.connectElsewhere();
            UrlConnectionInternals.setRequestHeader(connection, "Authorization", "Basic eA==");

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isEqualTo("Basic eA==");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer own", "Basic own"})
    void beforeWrite_applicationsAuthorization_wins(String own) throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of())) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setRequestProperty("authorization", own);
            connection.connect();

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isEqualTo(own);
            assertThat(world.profile.passedRequests()).isOne();
            assertThat(world.profile.authorizedRequests()).isZero();
        }
    }

    @Test
    void beforeWrite_sentAgain_hasTheTokenOfNow() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of())) {
            HttpURLConnection connection = world.connect();
            world.hooks.beforeWrite(connection);
            world.tokens.issue("b");

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isEqualTo("Bearer b");
        }
    }

    @Test
    void beforeWrite_proxyOfTheConnection_sendsNothingOfOursAndSaysSoOnce() throws Exception {
        try (UrlConnectionFixture world = holding("a", IDS);
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HttpURLConnection connection = world.open(proxy(Proxy.Type.HTTP, proxy));
            connection.connect();
            // From a hop before it, which went there directly.
            UrlConnectionInternals.setRequestHeader(connection, "Authorization", "Bearer a");
            UrlConnectionInternals.setRequestHeader(connection, "x-fv-orgid", "7");

            world.hooks.beforeWrite(connection);
            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isNull();
            assertThat(header(connection, "x-fv-orgid")).isNull();
            assertThat(header(connection, "x-fv-userid")).isNull();
            assertThat(world.profile.passedRequests()).isEqualTo(2);
            assertThat(world.profile.authorizedRequests()).isZero();
            assertThat(world.logLines())
                    .singleElement()
                    .asString()
                    .startsWith("[filevine-agent] warn: ")
                    .contains("http://127.0.0.1:" + world.port() + " ", ":" + proxy.getLocalPort() + ",", "NO_PROXY");
        }
    }

    @Test
    void beforeWrite_proxyAndUserInUrl_logsNoPassword() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of());
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HttpURLConnection connection = world.open("user:secret@127.0.0.1", proxy(Proxy.Type.HTTP, proxy));
            connection.connect();

            world.hooks.beforeWrite(connection);

            assertThat(world.logLines())
                    .singleElement()
                    .asString()
                    .contains("http://127.0.0.1:" + world.port() + " ")
                    .doesNotContain("secret");
        }
    }

    @Test
    void beforeWrite_proxyOfADefaultSelector_sendsNothingOfOurs() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (UrlConnectionFixture world = holding("a", Map.of());
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ProxySelector.setDefault(
                    ProxySelector.of(new InetSocketAddress(proxy.getInetAddress(), proxy.getLocalPort())));
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + world.port()).toURL().openConnection();
            connection.connect();

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isNull();
            connection.disconnect();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void beforeWrite_socksProxy_sendsNothingOfOurs() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of());
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HttpURLConnection connection = world.open(proxy(Proxy.Type.SOCKS, proxy));
            Thread server = new Thread(() -> acceptAnything(proxy));
            server.setDaemon(true);
            server.start();
            connection.connect();

            world.hooks.beforeWrite(connection);

            assertThat(authorization(connection)).isNull();
            assertThat(world.logLines()).hasSize(1);
        }
    }

    @Test
    void beforeWrite_reconnectedThroughAProxy_sendsNothingOfOurs() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (UrlConnectionFixture world = new UrlConnectionFixture(IDS);
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ProxySelector.setDefault(new SecondTime(() -> proxy(Proxy.Type.HTTP, proxy)));
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + world.port()).toURL().openConnection();
            connection.connect();
            Socket first = world.accept();
            UrlConnectionFixture.Waiting waiting = world.startWaiting(connection);
            first.close();
            world.tokens.issue("a");

            assertThat(waiting.failure()).isNull();
            assertThat(authorization(connection)).isNull();
            assertThat(header(connection, "x-fv-orgid")).isNull();
            connection.disconnect();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void beforeWrite_noWayToReconnect_failsTheRequest() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (UrlConnectionFixture world = new UrlConnectionFixture(Map.of())) {
            ProxySelector.setDefault(new SecondTime(() -> {
                throw new IllegalStateException("a fault of the application's");
            }));
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + world.port()).toURL().openConnection();
            connection.connect();
            Socket first = world.accept();
            UrlConnectionFixture.Waiting waiting = world.startWaiting(connection);
            first.close();
            world.tokens.issue("a");

            assertThat(waiting.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a fault of the application's");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static UrlConnectionFixture holding(String token, Map<String, String> settings) throws Exception {
        UrlConnectionFixture world = new UrlConnectionFixture(settings);
        world.tokens.issue(token);
        return world;
    }

    private static @Nullable String header(HttpURLConnection connection, String name) {
        return UrlConnectionInternals.requestHeader(connection, name);
    }

    private static Proxy proxy(Proxy.Type type, ServerSocket listener) {
        return new Proxy(type, new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
    }

    /** Serves one connection as a SOCKS 5 server without a password, to nowhere. */
    private static void acceptAnything(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            int version = client.getInputStream().read();
            int methods = client.getInputStream().read();
            client.getInputStream().readNBytes(methods);
            client.getOutputStream().write(new byte[] {(byte) version, 0});
            client.getInputStream().readNBytes(10);
            client.getOutputStream().write(new byte[] {(byte) version, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            int unused = client.getInputStream().read();
        } catch (IOException e) {
            // The test is over.
        }
    }

    /** Sends the first connection directly, and those after it somewhere else. */
    private static final class SecondTime extends ProxySelector {
        private final Supplier<Proxy> second;
        private boolean asked;

        SecondTime(Supplier<Proxy> second) {
            this.second = second;
        }

        @Override
        public synchronized List<Proxy> select(URI uri) {
            boolean isFirst = !asked;
            asked = true;
            return List.of(isFirst ? Proxy.NO_PROXY : second.get());
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
