package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.standin.Tls;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application set for all of the JVM, other than for TLS: proxies count, cookies see no secret, the rest does not matter. */
class PatExchangeIsolationTest {
    /** JDK 19 and later have this one, and no longer answer with MD5 as they come. */
    private static final String DIGEST = Runtime.version().feature() >= 19 ? "SHA-256" : "MD5";

    private static final String TOKEN = "{\"access_token\":\"t\"}";

    private final MockWebServer server = new MockWebServer();
    private final RecordingAuthenticator authenticator = new RecordingAuthenticator();

    private final @Nullable ProxySelector defaultProxySelector = ProxySelector.getDefault();
    private final @Nullable Authenticator defaultAuthenticator = Authenticator.getDefault();
    private final boolean defaultFollowRedirects = HttpURLConnection.getFollowRedirects();

    @BeforeEach
    void start() throws IOException {
        server.start();
        Authenticator.setDefault(authenticator);
    }

    @AfterEach
    void restore() {
        Authenticator.setDefault(defaultAuthenticator);
        ProxySelector.setDefault(defaultProxySelector);
        ResponseCache.setDefault(null);
        CookieHandler.setDefault(null);
        HttpURLConnection.setFollowRedirects(defaultFollowRedirects);
        server.close();
    }

    @Test
    void exchange_serverAsksForAPassword_theApplicationIsNotAsked() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(401)
                .setHeader("WWW-Authenticate", "Basic realm=\"identity\"")
                .body("{\"error\":\"invalid_client\"}")
                .build());

        ExchangeException failure =
                Failing.failureOf(exchange(server.url("/connect/token").uri()));

        assertThat(failure.reason()).isEqualTo("invalid_client");
        assertThat(authenticator.asked).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    /** Digest, since the JDK, as it comes, refuses to send a password in the clear to a proxy for a tunnel. */
    @Test
    void exchange_proxyAsksForAPassword_theApplicationAnswers() throws Exception {
        ProxySelector.setDefault(new FixedProxySelector(server.getPort()));
        HeldCertificate identity = new HeldCertificate.Builder()
                .addSubjectAlternativeName("identity.example")
                .build();
        server.useHttps(Tls.serverSockets(identity));
        server.enqueue(new MockResponse.Builder()
                .code(407)
                .setHeader(
                        "Proxy-Authenticate", "Digest realm=\"proxy\", nonce=\"n\", qop=\"auth\", algorithm=" + DIGEST)
                .inTunnel()
                .build());
        server.enqueue(new MockResponse.Builder().inTunnel().build());
        server.enqueue(new MockResponse.Builder().body(TOKEN).build());

        IssuedToken token = new PatExchange(
                        SettingsBuilder.at("https://identity.example/connect/token")
                                .build(),
                        Tls.trusting(identity),
                        Clock.systemUTC())
                .exchange();

        assertThat(token.value().reveal()).isEqualTo("t");
        assertThat(authenticator.asked).containsExactly("PROXY localhost:" + server.getPort() + " proxy");
        RecordedRequest first = server.takeRequest();
        assertThat(first.getRequestLine()).isEqualTo("CONNECT identity.example:443 HTTP/1.1");
        assertThat(first.getHeaders().get("Proxy-Authorization")).isNull();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getRequestLine()).isEqualTo("CONNECT identity.example:443 HTTP/1.1");
        assertThat(second.getHeaders().get("Proxy-Authorization")).startsWith("Digest ");
        RecordedRequest third = server.takeRequest();
        assertThat(third.getRequestLine()).isEqualTo("POST /connect/token HTTP/1.1");
        assertThat(third.getHeaders().get("Proxy-Authorization")).isNull();
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void exchange_plainHttpAndAProxyForIt_goesThereDirectly(IntFunction<ProxySelector> selector) throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            ProxySelector.setDefault(selector.apply(proxy.getPort()));
            server.enqueue(new MockResponse.Builder().body(TOKEN).build());

            IssuedToken token = exchange(URI.create("http://localhost:" + server.getPort() + "/connect/token"))
                    .exchange();

            assertThat(token.value().reveal()).isEqualTo("t");
            assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST /connect/token HTTP/1.1");
            assertThat(proxy.getRequestCount()).isZero();
        }
    }

    static List<IntFunction<ProxySelector>> selectors() {
        return List.of(FixedProxySelector::new, port -> ProxySelector.of(new InetSocketAddress("localhost", port)));
    }

    @Test
    void exchange_proxyRefusesTheTunnel_isProxyAndSaysWhatToSet() {
        ProxySelector.setDefault(new FixedProxySelector(server.getPort()));
        server.enqueue(new MockResponse.Builder()
                .code(407)
                .setHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                .inTunnel()
                .build());

        ExchangeException failure = Failing.failureOf(exchange(URI.create("https://identity.example/connect/token")));

        assertThat(failure.reason()).isEqualTo("proxy");
        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("407").hasMessageContaining("jdk.http.auth.tunneling.disabledSchemes");
    }

    @Test
    void exchange_applicationCaches_itsCacheIsNotAsked() throws Exception {
        RecordingCache cache = new RecordingCache();
        ResponseCache.setDefault(cache);
        server.enqueue(new MockResponse.Builder().body(TOKEN).build());

        exchange(server.url("/connect/token").uri()).exchange();

        assertThat(cache.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void exchange_applicationFollowsRedirects_theExchangeDoesNot(int status) {
        HttpURLConnection.setFollowRedirects(true);
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Location", server.url("/elsewhere"))
                .build());
        server.enqueue(new MockResponse.Builder().body(TOKEN).build());

        ExchangeException failure =
                Failing.failureOf(exchange(server.url("/connect/token").uri()));

        assertThat(failure.reason()).isEqualTo("redirect");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void exchange_applicationHandlesCookies_seesNoSecret() throws Exception {
        RecordingCookieHandler cookies = new RecordingCookieHandler();
        CookieHandler.setDefault(cookies);
        server.enqueue(new MockResponse.Builder().body(TOKEN).build());

        IssuedToken token = exchange(server.url("/connect/token").uri()).exchange();

        assertThat(token.value().reveal()).isEqualTo("t");
        assertThat(cookies.seen.toString())
                .contains("/connect/token")
                .doesNotContain(Credentials.FormBody.encode(SettingsBuilder.PAT))
                .doesNotContain(Credentials.FormBody.encode(SettingsBuilder.CLIENT_SECRET));
    }

    @Test
    void exchange_everyTime_opensAConnectionOfItsOwn() throws Exception {
        server.enqueue(new MockResponse.Builder().body(TOKEN).build());
        server.enqueue(new MockResponse.Builder().body(TOKEN).build());
        PatExchange exchange = exchange(server.url("/connect/token").uri());

        exchange.exchange();
        exchange.exchange();

        assertThat(server.takeRequest().getConnectionIndex())
                .isNotEqualTo(server.takeRequest().getConnectionIndex());
    }

    private static PatExchange exchange(URI url) {
        return new PatExchange(SettingsBuilder.at(url).build());
    }

    private static final class RecordingAuthenticator extends Authenticator {
        private final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            asked.add(getRequestorType() + " " + getRequestingHost() + ":" + getRequestingPort() + " "
                    + getRequestingPrompt());
            return new PasswordAuthentication("user", "password".toCharArray());
        }
    }

    private static final class FixedProxySelector extends ProxySelector {
        private final Proxy proxy;

        FixedProxySelector(int port) {
            proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", port));
        }

        @Override
        public List<Proxy> select(@Nullable URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {}
    }

    private static final class RecordingCookieHandler extends CookieHandler {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
            seen.add(uri + " " + requestHeaders);
            return Map.of();
        }

        @Override
        public void put(URI uri, Map<String, List<String>> responseHeaders) {
            seen.add(uri + " " + responseHeaders);
        }
    }

    private static final class RecordingCache extends ResponseCache {
        private final List<URI> asked = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
            asked.add(uri);
            return null;
        }

        @Override
        public @Nullable CacheRequest put(URI uri, URLConnection connection) {
            asked.add(uri);
            return null;
        }
    }
}
