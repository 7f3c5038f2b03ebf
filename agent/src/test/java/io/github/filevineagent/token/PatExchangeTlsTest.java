package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.standin.Tls;
import java.io.IOException;
import java.time.Clock;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is trusted: the trust store decides, and nothing that the application set as its default. */
class PatExchangeTlsTest {
    private static final long YEAR_2001 = 978_307_200_000L;
    private static final long YEAR_2002 = 1_009_843_200_000L;

    private final HeldCertificate good =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final MockWebServer server = new MockWebServer();

    private final SSLContext defaultContext = SSLContext.getDefault();
    private final SSLSocketFactory defaultFactory = HttpsURLConnection.getDefaultSSLSocketFactory();
    private final HostnameVerifier defaultVerifier = HttpsURLConnection.getDefaultHostnameVerifier();

    PatExchangeTlsTest() throws Exception {}

    @BeforeEach
    void enqueue() {
        server.enqueue(
                new MockResponse.Builder().body("{\"access_token\":\"t\"}").build());
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(defaultContext);
        HttpsURLConnection.setDefaultSSLSocketFactory(defaultFactory);
        HttpsURLConnection.setDefaultHostnameVerifier(defaultVerifier);
        server.close();
    }

    @Test
    void exchange_trustedCertificate_succeeds() throws Exception {
        serve(good);

        assertThat(exchangeTrusting(good).exchange().value().reveal()).isEqualTo("t");
    }

    @Test
    void exchange_untrustedCertificate_isTlsAndNamesTheTrustStore() throws Exception {
        serve(good);

        assertThat(assertTls(new PatExchange(settings().build())))
                .hasMessageContaining("javax.net.ssl.trustStore")
                .hasMessageContaining(server.url("/connect/token").toString());
    }

    @Test
    void exchange_certificateOfSomebodyElse_isTls() throws Exception {
        serve(good);
        HeldCertificate other = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();

        assertTls(exchangeTrusting(other));
    }

    @Test
    void exchange_expiredCertificate_isTlsAndMentionsTheClock() throws Exception {
        HeldCertificate root =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate expired = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .validityInterval(YEAR_2001, YEAR_2002)
                .signedBy(root)
                .build();
        serve(expired);

        assertThat(assertTls(exchangeTrusting(root))).hasMessageContaining("check the clock");
    }

    @Test
    void exchange_certificateForAnotherName_isTlsAndNamesTheHost() throws Exception {
        HeldCertificate other = new HeldCertificate.Builder()
                .addSubjectAlternativeName("other.example")
                .build();
        serve(other);

        assertThat(assertTls(exchangeTrusting(other))).hasMessageContaining("the certificate is not for localhost");
    }

    @Test
    void exchange_applicationTrustsAndVerifiesAnything_staysStrict() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, Tls.trusting(good), null);
        SSLContext.setDefault(trusting);
        HttpsURLConnection.setDefaultSSLSocketFactory(trusting.getSocketFactory());
        HttpsURLConnection.setDefaultHostnameVerifier((hostName, session) -> true);
        serve(good);

        assertTls(new PatExchange(settings().build()));
    }

    @Test
    void exchange_applicationVerifiesAnyName_refusesTheWrongOne() throws Exception {
        HttpsURLConnection.setDefaultHostnameVerifier((hostName, session) -> true);
        HeldCertificate other = new HeldCertificate.Builder()
                .addSubjectAlternativeName("other.example")
                .build();
        serve(other);

        assertTls(exchangeTrusting(other));
    }

    @Test
    void exchange_applicationTrustsNobody_succeeds() throws Exception {
        SSLContext trustingNobody = new HandshakeCertificates.Builder().build().sslContext();
        SSLContext.setDefault(trustingNobody);
        HttpsURLConnection.setDefaultSSLSocketFactory(trustingNobody.getSocketFactory());
        HttpsURLConnection.setDefaultHostnameVerifier((hostName, session) -> false);
        serve(good);

        assertThat(exchangeTrusting(good).exchange().value().reveal()).isEqualTo("t");
    }

    private ExchangeException assertTls(PatExchange exchange) {
        ExchangeException failure = Failing.failureOf(exchange);
        assertThat(failure.reason()).isEqualTo("tls");
        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(server.getRequestCount()).as("no request before trust").isZero();
        return failure;
    }

    private void serve(HeldCertificate certificate) throws IOException {
        server.useHttps(Tls.serverSockets(certificate));
        server.start();
    }

    private PatExchange exchangeTrusting(HeldCertificate certificate) {
        return new PatExchange(settings().build(), Tls.trusting(certificate), Clock.systemUTC());
    }

    private SettingsBuilder settings() {
        return SettingsBuilder.at("https://localhost:" + server.getPort() + "/connect/token");
    }
}
