package io.github.filevineagent.instrumentation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.refresh.SteppedTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hooks, a gateway on loopback, and the JDK's own connections to it. Nothing is woven here: the test calls the hooks
 * where the JDK would.
 */
final class UrlConnectionFixture implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    final SteppedTokens tokens = new SteppedTokens();
    final Profile profile;
    final UrlConnectionHooks hooks;
    private final List<String> replayedHosts = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ServerSocket gateway = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<HttpURLConnection> opened = new ArrayList<>();

    UrlConnectionFixture(Map<String, String> settings) throws IOException, ConfigException {
        gateway.setSoTimeout(PATIENCE_MILLIS);
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "pat");
        properties.setProperty("filevine.gateway-hosts", "http://127.0.0.1:" + gateway.getLocalPort());
        properties.putAll(settings);
        AgentConfig config = new ConfigReader(properties, Map.of()).read();
        profile = new Profile(config.profiles().get(0), tokens.source(), replayedHosts::add);
        Log log = new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO);
        hooks = new UrlConnectionHooks(
                new Authorizer(config, List.of(profile), log, host -> {}), new PlainHttpProxy(log));
    }

    int port() {
        return gateway.getLocalPort();
    }

    /** Returns a connection to the gateway that is not yet open. */
    HttpURLConnection open(Proxy proxy) throws IOException {
        return open("127.0.0.1", proxy);
    }

    /** Returns an open connection to the gateway. */
    HttpURLConnection connect() throws IOException {
        HttpURLConnection connection = open(Proxy.NO_PROXY);
        connection.connect();
        return connection;
    }

    /** Returns an open connection to a host that is no gateway's. */
    HttpURLConnection connectElsewhere() throws IOException {
        HttpURLConnection connection = open("localhost", Proxy.NO_PROXY);
        connection.connect();
        return connection;
    }

    HttpURLConnection open(String host, Proxy proxy) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + host + ":" + port() + "/").toURL().openConnection(proxy);
        opened.add(connection);
        return connection;
    }

    /** Returns the server's end of the next connection. */
    Socket accept() throws IOException {
        Socket socket = gateway.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Checks that the client closes its end without having written anything. */
    void assertClosed(Socket serversEnd) throws IOException {
        assertThat(serversEnd.getInputStream().read()).isEqualTo(-1);
    }

    /** Calls {@code beforeWrite} on a thread of its own, and returns when that waits for a token. */
    Waiting startWaiting(HttpURLConnection connection) {
        Waiting waiting = new Waiting(() -> hooks.beforeWrite(connection));
        waiting.thread.setDaemon(true);
        waiting.thread.start();
        await().atMost(20, SECONDS).until(() -> waiting.thread.getState() == Thread.State.TIMED_WAITING);
        return waiting;
    }

    /** Makes a connection look as if this had been answered. */
    static void answer(HttpURLConnection connection, int status) throws ReflectiveOperationException {
        Field field = HttpURLConnection.class.getDeclaredField("responseCode");
        field.setAccessible(true);
        field.setInt(connection, status);
    }

    /** Returns the socket of an open connection. */
    static Socket clientsEnd(HttpURLConnection connection) throws ReflectiveOperationException {
        Field client =
                Class.forName("sun.net.www.protocol.http.HttpURLConnection").getDeclaredField("http");
        Field socket = Class.forName("sun.net.NetworkClient").getDeclaredField("serverSocket");
        client.setAccessible(true);
        socket.setAccessible(true);
        return (Socket) socket.get(client.get(connection));
    }

    /** Has the gateway answer 401 to the token that is in use. */
    HttpURLConnection rejected() throws IOException, ReflectiveOperationException {
        HttpURLConnection connection = connect();
        hooks.beforeWrite(connection);
        answer(connection, 401);
        return connection;
    }

    static @Nullable String authorization(HttpURLConnection connection) {
        return UrlConnectionInternals.requestHeader(connection, "Authorization");
    }

    List<String> replayedHosts() {
        return replayedHosts;
    }

    List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }

    @Override
    public void close() throws IOException {
        opened.forEach(HttpURLConnection::disconnect);
        gateway.close();
    }

    interface Step {
        void run() throws IOException;
    }

    /** A request that waits, and what becomes of it. */
    static final class Waiting {
        final Thread thread;
        private final CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();

        private Waiting(Step step) {
            thread = new Thread(() -> {
                try {
                    step.run();
                    outcome.complete(null);
                } catch (Throwable t) {
                    outcome.complete(t);
                }
            });
        }

        /** Returns what it was failed with, or null if it goes on. */
        @Nullable
        Throwable failure() {
            return outcome.orTimeout(PATIENCE_MILLIS, MILLISECONDS).join();
        }
    }
}
