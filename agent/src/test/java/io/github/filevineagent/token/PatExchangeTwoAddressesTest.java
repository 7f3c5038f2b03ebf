package io.github.filevineagent.token;

import static io.github.filevineagent.token.ExchangeException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.standin.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint with two known addresses: the other one is asked where the name of the first is unknown, and for no other reason. */
class PatExchangeTwoAddressesTest {
    /** The name is reserved (RFC 6761), so nobody resolves it. */
    private static final String UNKNOWN = "https://identity.invalid/connect/token";

    private static final String UNKNOWN_TOO = "https://identity2.invalid/connect/token";

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final MockWebServer server = new MockWebServer();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final ProxySelector ofTheJvm = ProxySelector.getDefault();

    @BeforeEach
    void start() throws IOException {
        server.useHttps(Tls.serverSockets(certificate));
        server.start(InetAddress.getByName("localhost"), 0);
    }

    @AfterEach
    void stop() {
        ProxySelector.setDefault(ofTheJvm);
        server.close();
    }

    @Test
    void exchange_nameUnknown_asksTheOtherAddressStaysThereAndSaysSoOnce() throws Exception {
        ExchangeSettings settings = settings(UNKNOWN, known()).build();
        PatExchange exchange = exchange(settings);
        answer(200, "{\"access_token\":\"first\"}");
        answer(200, "{\"access_token\":\"second\"}");
        answer(400, "{\"error\":\"invalid_grant\"}");

        assertThat(exchange.exchange().value().reveal()).isEqualTo("first");
        assertThat(exchange.exchange().value().reveal()).isEqualTo("second");
        assertThat(Failing.failureOf(exchange)).hasMessageStartingWith("PAT exchange with " + known() + ": refused");

        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(exchange.address()).hasToString(known());
        assertThat(logLines())
                .containsExactly("[filevine-agent] warn: profile default: identity.invalid can't be resolved, so access"
                        + " tokens come from " + known()
                        + ", the other address that Filevine documents for this region."
                        + " To settle it, set filevine.identity-url=" + known() + ".");
    }

    @Test
    void exchange_twoProfiles_shareTheAddressAndTheLine() throws Exception {
        ExchangeSettings first = settings(UNKNOWN, known()).build();
        ExchangeSettings second = settings(UNKNOWN, known())
                .profile("firm")
                .endpoint(first.endpoint())
                .build();
        answer(200, "{\"access_token\":\"first\"}");
        answer(200, "{\"access_token\":\"second\"}");

        assertThat(exchange(second).exchange().value().reveal()).isEqualTo("first");
        assertThat(exchange(first).address()).hasToString(known());
        assertThat(exchange(first).exchange().value().reveal()).isEqualTo("second");

        assertThat(logLines())
                .singleElement()
                .asString()
                .contains("profile firm: ", "set filevine.profile.firm.identity-url=");
    }

    @Test
    void exchange_addressInUseIsNotResolvedAnyMore_goesBackAndDoesNotWarnAgain() throws Exception {
        ExchangeSettings settings = settings(known(), UNKNOWN).build();
        settings.endpoint().use(URI.create(UNKNOWN), settings);
        answer(200, "{\"access_token\":\"t\"}");

        assertThat(exchange(settings).exchange().value().reveal()).isEqualTo("t");

        assertThat(settings.endpoint().url()).hasToString(known());
        assertThat(logLines()).hasSize(2);
        assertThat(logLines().get(1))
                .isEqualTo("[filevine-agent] debug: profile default: identity.invalid can't be"
                        + " resolved any more, so access tokens come from " + known() + ".");
    }

    @Test
    void exchange_neitherNameKnown_isTheNetworksFaultAndNamesBoth() {
        ExchangeSettings settings = settings(UNKNOWN, UNKNOWN_TOO).build();

        ExchangeException failure = Failing.failureOf(exchange(settings));

        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure.reason()).isEqualTo("dns");
        assertThat(failure)
                .hasMessageStartingWith(
                        "PAT exchange with " + UNKNOWN + ": neither identity.invalid nor" + " identity2.invalid, ")
                .hasMessageContaining("in the network or the DNS settings of this machine or container")
                .hasMessageContaining("https.proxyHost")
                .hasMessageNotContaining("filevine.identity-url");
        assertThat(settings.endpoint().url()).hasToString(UNKNOWN);
        assertThat(logLines()).isEmpty();
    }

    @Test
    void exchange_nameUnknownAndNoOtherAddress_isDnsAndAsksNobody() {
        ExchangeException failure =
                Failing.failureOf(exchange(SettingsBuilder.at(UNKNOWN).build()));

        assertThat(failure.reason()).isEqualTo("dns");
        assertThat(failure).hasMessageContaining("the host name can't be resolved");
    }

    @Test
    void exchange_nobodyListensAtTheFirst_sendsNothingToTheOther() throws IOException {
        assertStays("connect", "https://localhost:" + closedPort() + "/connect/token");
    }

    @ParameterizedTest
    @CsvSource({
        "404, '', http_404",
        "401, '{\"error\":\"invalid_client\"}', invalid_client",
        "400, '{\"error\":\"invalid_grant\"}', invalid_grant",
        "403, '<html>', http_403",
        "429, '', http_429",
        "503, '', http_503",
        "200, '<html>', unreadable_answer",
    })
    void exchange_firstRefuses_sendsNothingToTheOther(int status, String body, String reason) throws IOException {
        try (MockWebServer first = new MockWebServer()) {
            first.useHttps(Tls.serverSockets(certificate));
            first.start(InetAddress.getByName("localhost"), 0);
            first.enqueue(new MockResponse.Builder().code(status).body(body).build());

            assertStays(reason, first.url("/connect/token").toString());

            assertThat(first.getRequestCount()).isOne();
        }
    }

    @Test
    void exchange_firstIsNotTrusted_sendsNothingToTheOther() throws IOException {
        HeldCertificate strangers = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (MockWebServer first = new MockWebServer()) {
            first.useHttps(Tls.serverSockets(strangers));
            first.start(InetAddress.getByName("localhost"), 0);

            assertStays("tls", first.url("/connect/token").toString());
        }
    }

    @Test
    void exchange_firstDoesNotAnswer_sendsNothingToTheOther() throws IOException {
        try (RawServer first = RawServer.start((socket, running) -> running.hang())) {
            ExchangeSettings settings = settings(first.url().toString(), known())
                    .exchangeTimeout(Duration.ofMillis(300))
                    .build();

            assertThat(Failing.failureOf(exchange(settings)).reason()).isEqualTo("timeout");

            assertThat(server.getRequestCount()).isZero();
            assertThat(settings.endpoint().url()).isEqualTo(first.url());
        }
    }

    /** What whoever controls the DNS can bring about. */
    @Test
    void exchange_otherHasACertificateOfAnotherName_getsNothing() throws IOException {
        HeldCertificate elsewhere = new HeldCertificate.Builder()
                .addSubjectAlternativeName("elsewhere.example")
                .build();
        try (MockWebServer impostor = new MockWebServer()) {
            impostor.useHttps(Tls.serverSockets(elsewhere));
            impostor.start(InetAddress.getByName("localhost"), 0);
            ExchangeSettings settings =
                    settings(UNKNOWN, impostor.url("/connect/token").toString()).build();

            ExchangeException failure =
                    Failing.failureOf(new PatExchange(settings, Tls.trusting(elsewhere), Clock.systemUTC()));

            assertThat(failure.reason()).isEqualTo("tls");
            assertThat(failure).hasMessageContaining("the certificate is not for localhost");
            assertThat(impostor.getRequestCount()).isZero();
        }
    }

    @Test
    void exchange_proxysNameUnknown_isNoReasonToAskTheOther() {
        select(List.of(proxy(InetSocketAddress.createUnresolved("proxy.invalid", 3128))));

        assertStays("dns", UNKNOWN);
    }

    /** The JDK goes there directly where the proxy fails; but where there is a proxy, it is for that to know names. */
    @Test
    void exchange_proxyThatFailsAndNameUnknown_isNoReasonToAskTheOther() throws IOException {
        select(List.of(proxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort())), Proxy.NO_PROXY));

        assertThat(assertStays("dns", UNKNOWN)).hasMessageContaining("the host name can't be resolved");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 502, 503, 504})
    void exchange_proxyOpensNoTunnel_isNoReasonToAskTheOtherButNamesIt(int status) throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder().code(status).inTunnel().build());
            select(List.of(proxy(new InetSocketAddress("localhost", proxy.getPort()))));

            assertThat(assertStays("proxy", UNKNOWN))
                    .hasMessageContaining("Filevine's documents also name " + known())
                    .hasMessageContaining("set filevine.identity-url");

            assertThat(proxy.getRequestCount()).isOne();
            assertThat(proxy.takeRequest().getRequestLine()).isEqualTo("CONNECT identity.invalid:443 HTTP/1.1");
        }
    }

    /** It has not looked for the server, so that the address is not to blame. */
    @Test
    void exchange_proxyAsksForPassword_namesWhatIsMissingAndNoOtherAddress() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder().code(407).inTunnel().build());
            select(List.of(proxy(new InetSocketAddress("localhost", proxy.getPort()))));

            assertThat(assertStays("proxy", UNKNOWN))
                    .hasMessageContaining("The proxy asks for a password. Missing: https.proxyUser")
                    .hasMessageNotContaining(known());
        }
    }

    @Test
    void serverCertificate_nameUnknown_isTheOthers() throws Exception {
        PatExchange exchange = exchange(settings(UNKNOWN, known()).build());

        assertThat(exchange.serverCertificate()).isEqualTo(certificate.certificate());

        assertThat(exchange.address()).hasToString(known());
        assertThat(server.getRequestCount()).isZero();
    }

    /** Checks that an exchange fails for this reason, sends nothing to the other address, and does not go there later. */
    private ExchangeException assertStays(String reason, String first) {
        ExchangeSettings settings = settings(first, known()).build();

        ExchangeException failure = Failing.failureOf(exchange(settings));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageStartingWith("PAT exchange with " + first + ": ");
        assertThat(server.getRequestCount()).isZero();
        assertThat(settings.endpoint().url()).hasToString(first);
        assertThat(logLines()).isEmpty();
        return failure;
    }

    private SettingsBuilder settings(String first, String other) {
        return SettingsBuilder.at(first)
                .otherKnown(other)
                .log(new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), Log.Level.DEBUG));
    }

    private PatExchange exchange(ExchangeSettings settings) {
        return new PatExchange(settings, Tls.trusting(certificate), Clock.systemUTC());
    }

    private String known() {
        return server.url("/connect/token").toString();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private List<String> logLines() {
        return logged.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Proxy proxy(InetSocketAddress address) {
        return new Proxy(Proxy.Type.HTTP, address);
    }

    private static void select(List<Proxy> proxies) {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(@Nullable URI uri) {
                return proxies;
            }

            @Override
            public void connectFailed(
                    @Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {}
        });
    }
}
