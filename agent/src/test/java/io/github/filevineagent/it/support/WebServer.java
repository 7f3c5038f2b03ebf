package io.github.filevineagent.it.support;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * Records each request and does what its path says: {@code /TAG/STEP/STEP/…}, where a step is {@code ok}, {@code 302@HOST}
 * (go on there with the other steps), {@code 305@PROXY} (use that, and then the other steps), {@code circle} (redirect to itself), {@code 401}, {@code revoked} (401 for
 * the token that comes first, else the other steps), {@code challenge} (the same with {@code WWW-Authenticate}),
 * {@code 401challenge} (whatever the token), {@code revokedbasic} (the same as {@code revoked}, asking for a password), {@code basic} or {@code digest} (200 for a password of that kind,
 * else a 401 that asks for it), {@code valid} (200 for a valid token, else 401; {@code valid?at=NANOS} for one that was valid then), {@code release} (of an answer that the identity server holds), {@code exchanges} (how many that has seen),
 * {@code hang} (no answer), {@code headers} (no body) or {@code ws}.
 */
final class WebServer extends Dispatcher {
    private static final String INVALID_TOKEN = "Bearer realm=\"gateway\", error=\"invalid_token\"";
    private static final String ASKS_FOR_PASSWORD = "Basic realm=\"gateway\"";

    private final String name;
    private final FakeIdentity identity;
    private final Function<String, String> addresses;
    private final Queue<Hit> hits = new ConcurrentLinkedQueue<>();
    private final Map<String, String> revoked = new ConcurrentHashMap<>();
    private final Set<String> sentToProxy = ConcurrentHashMap.newKeySet();
    private final MockResponse beforeBody;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final MockWebServer server = new MockWebServer();
    private volatile @Nullable Http3Server http3;

    /**
     * @param addresses from the names of hosts, as redirects use them, to the beginnings of their URLs
     */
    WebServer(String name, FakeIdentity identity, Function<String, String> addresses) {
        this(name, identity, addresses, status(200));
    }

    private WebServer(String name, FakeIdentity identity, Function<String, String> addresses, MockResponse beforeBody) {
        this.name = name;
        this.identity = identity;
        this.addresses = addresses;
        this.beforeBody = beforeBody;
        server.setDispatcher(this);
    }

    /** Returns a server that asks for each body, with {@code 100 Continue}. */
    static WebServer asking(String name, FakeIdentity identity, Function<String, String> addresses) {
        return new WebServer(
                name,
                identity,
                addresses,
                new MockResponse.Builder().add100Continue().build());
    }

    /** Returns a server that answers when it has seen the headers, and reads no body. */
    static WebServer hasty(String name, FakeIdentity identity, Function<String, String> addresses) {
        return new WebServer(
                name,
                identity,
                addresses,
                new MockResponse.Builder().doNotReadRequestBody().build());
    }

    int startHttps() throws IOException {
        server.useHttps(TestCertificates.serverSockets());
        return startHttp();
    }

    int startHttp() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server.getPort();
    }

    int port() {
        return server.getPort();
    }

    /** Serves HTTP/3, too, at the port of the same number. All answers over other versions say so from now on. */
    void startHttp3() {
        http3 = new Http3Server(port(), this::dispatch);
    }

    @Override
    public void close() {
        closing.countDown();
        Http3Server overQuic = http3;
        if (overQuic != null) {
            overQuic.close();
        }
        server.close();
    }

    /** Returns the hits so far, and forgets all that it has seen. */
    List<Hit> takeHits() {
        List<Hit> taken = List.copyOf(hits);
        hits.clear();
        revoked.clear();
        sentToProxy.clear();
        return taken;
    }

    /** What the server does about a request before it has read the body. */
    @Override
    public MockResponse peek() {
        return beforeBody;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        Hit hit = new Hit(name, request);
        hits.add(hit);
        String[] path = hit.target().split("[/?]", 4);
        MockResponse answer =
                path.length < 3 ? status(404) : answer(hit, path[1], path[2], path.length == 4 ? path[3] : "ok");
        return http3 == null || hit.protocol().equals(Http3Server.PROTOCOL)
                ? answer
                : answer.newBuilder()
                        .addHeader("Alt-Svc", "h3=\":" + port() + "\"")
                        .build();
    }

    private MockResponse answer(Hit hit, String tag, String step, String next) throws InterruptedException {
        switch (step) {
            case "ok":
                return echo(hit);
            case "circle":
                return redirect(302, addresses.apply(name) + hit.target());
            case "401":
                return status(401);
            case "revoked":
                return isRevoked(hit, tag) ? status(401) : answer(hit, tag, next, "ok");
            case "challenge":
                return isRevoked(hit, tag) ? challenge(INVALID_TOKEN) : answer(hit, tag, next, "ok");
            case "401challenge":
                return challenge(INVALID_TOKEN);
            case "revokedbasic":
                return isRevoked(hit, tag) ? challenge(ASKS_FOR_PASSWORD) : answer(hit, tag, next, "ok");
            case "basic":
                return isBy(hit, "Basic ") ? echo(hit) : challenge(ASKS_FOR_PASSWORD);
            case "digest":
                return isBy(hit, "Digest ")
                        ? echo(hit)
                        : challenge("Digest realm=\"gateway\", nonce=\"1\", qop=\"auth\"");
            case "valid":
                return identity.isValid(hit.authorization(), madeAt(next)) ? echo(hit) : status(401);
            case "release":
                identity.releaseOne();
                return echo(hit);
            case "exchanges":
                return new MockResponse.Builder()
                        .body(String.valueOf(identity.exchanges()))
                        .build();
            case "hang":
                closing.await();
                return status(500);
            case "headers":
                return new MockResponse.Builder()
                        .body("never sent")
                        .onResponseBody(SocketEffect.Stall.INSTANCE)
                        .build();
            case "ws":
                return new MockResponse.Builder()
                        .webSocketUpgrade(new Greeter())
                        .build();
            default:
                String[] redirect = step.split("@", 2);
                if (redirect[0].equals("305") && !sentToProxy.add(tag)) {
                    return answer(hit, tag, next, "ok");
                }
                return redirect(Integer.parseInt(redirect[0]), addresses.apply(redirect[1]) + "/" + tag + "/" + next);
        }
    }

    /** Returns the client's {@link System#nanoTime}, which is the same in all JVMs of a Linux machine; else that of now. */
    private static long madeAt(String query) {
        return query.startsWith("at=") ? Long.parseLong(query.substring("at=".length())) : System.nanoTime();
    }

    private boolean isRevoked(Hit hit, String tag) {
        String authorization = String.valueOf(hit.authorization());
        return revoked.computeIfAbsent(tag, k -> authorization).equals(authorization);
    }

    private static MockResponse echo(Hit hit) {
        MockResponse.Builder answer = new MockResponse.Builder().addHeader("X-Echo", "1");
        return (hit.method().equals("HEAD") ? answer : answer.body(hit.method() + ":" + hit.body())).build();
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }

    private static boolean isBy(Hit hit, String scheme) {
        return String.valueOf(hit.authorization()).startsWith(scheme);
    }

    private static MockResponse challenge(String scheme) {
        return new MockResponse.Builder()
                .code(401)
                .addHeader("WWW-Authenticate", scheme)
                .body("no")
                .build();
    }

    private static MockResponse redirect(int code, String location) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Location", location)
                .build();
    }

    private static final class Greeter extends WebSocketListener {
        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            webSocket.send("hello");
        }
    }
}
