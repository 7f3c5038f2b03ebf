package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.filevineagent.standin.Tls;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code check} sees of the identity server before it sends anything. */
class ServerCertificateTest {
    private final HeldCertificate root =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final HeldCertificate good = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .signedBy(root)
            .build();
    private final HeldCertificate forAnotherName = new HeldCertificate.Builder()
            .addSubjectAlternativeName("other.example")
            .signedBy(root)
            .build();

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void nothingWasSent() {
        server.close();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void serverCertificate_trusted_isTheServersOwn() throws Exception {
        serve(good);

        assertThat(trustingRoot().serverCertificate()).isEqualTo(good.certificate());
    }

    @Test
    void serverCertificate_overHttp_isNull() throws Exception {
        server.start();

        assertThat(new PatExchange(settings("http").build()).serverCertificate())
                .isNull();
    }

    @Test
    void serverCertificate_untrusted_isTls() throws Exception {
        serve(good);

        assertThat(failureOf(new PatExchange(settings("https").build())).reason())
                .isEqualTo("tls");
    }

    @Test
    void serverCertificate_forAnotherName_isTlsAndNamesTheHost() throws Exception {
        serve(forAnotherName);

        ExchangeException failure = failureOf(trustingRoot());

        assertThat(failure.reason()).isEqualTo("tls");
        assertThat(failure)
                .hasMessageContaining("the certificate is not for localhost")
                .hasMessageContaining("whether a proxy answers in the server's place");
    }

    @Test
    void serverCertificate_nobodyListens_isConnect() throws Exception {
        server.start();
        server.close();

        assertThat(failureOf(trustingRoot()).reason()).isEqualTo("connect");
    }

    @Test
    void serverCertificate_handshakeHangs_endsAtTheDeadlineWhileConnecting() throws Exception {
        try (RawServer silent = RawServer.start((socket, raw) -> raw.hang())) {
            String url = silent.url().toString().replace("http:", "https:");
            PatExchange exchange = new PatExchange(SettingsBuilder.at(url)
                    .exchangeTimeout(Duration.ofMillis(300))
                    .build());

            ExchangeException failure = failureOf(exchange);

            assertThat(failure.reason()).isEqualTo("timeout");
            assertThat(failure).hasMessageContaining("it was still connecting");
        }
    }

    @Test
    void untrustedCertificate_presented_isTheServersOwn() throws Exception {
        serve(good);

        assertThat(new PatExchange(settings("https").build()).untrustedCertificate())
                .isEqualTo(good.certificate());
    }

    @Test
    void untrustedCertificate_overHttp_isNull() throws Exception {
        server.start();

        assertThat(new PatExchange(settings("http").build()).untrustedCertificate())
                .isNull();
    }

    private static ExchangeException failureOf(PatExchange exchange) {
        ExchangeException failure = catchThrowableOfType(ExchangeException.class, exchange::serverCertificate);
        assertThat(failure).as("the connection should have failed").isNotNull();
        return failure;
    }

    private void serve(HeldCertificate certificate) throws IOException {
        server.useHttps(Tls.serverSockets(certificate, root.certificate()));
        server.start();
    }

    private PatExchange trustingRoot() {
        return new PatExchange(settings("https").build(), Tls.trusting(root), Clock.systemUTC());
    }

    private SettingsBuilder settings(String scheme) {
        return SettingsBuilder.at(scheme + "://localhost:" + server.getPort() + "/connect/token");
    }
}
