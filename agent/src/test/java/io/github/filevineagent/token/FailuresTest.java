package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private final Failures failures = new Failures(SettingsBuilder.at("https://identity.example/connect/token")
            .connectTimeout(Duration.ofMillis(1500))
            .build());

    @ParameterizedTest
    @MethodSource
    void of_anyException_hasItsReason(IOException exception, String reason) {
        ExchangeException failure = failures.of(exception, "connecting", null);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(failure)
                .hasMessageContaining("https://identity.example/connect/token")
                .hasCause(exception);
    }

    static Stream<Arguments> of_anyException_hasItsReason() {
        return Stream.of(
                Arguments.of(new UnknownHostException("identity.example"), "dns"),
                Arguments.of(new ConnectException("Connection refused"), "connect"),
                Arguments.of(new NoRouteToHostException("No route to host"), "connect"),
                Arguments.of(new SocketTimeoutException("Connect timed out"), "timeout"),
                Arguments.of(new SSLException("Read timed out", new SocketTimeoutException()), "timeout"),
                Arguments.of(new SocketException("Connection reset"), "io"),
                Arguments.of(new SSLException("reset", new SocketException("Connection reset")), "io"),
                Arguments.of(new SSLHandshakeException("handshake_failure"), "tls"),
                Arguments.of(new SSLException("TLS can't be set up"), "tls"),
                Arguments.of(new EOFException("Premature EOF"), "io"),
                Arguments.of(
                        new IOException("Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 403\""), "proxy"),
                Arguments.of(new IOException(), "io"),
                Arguments.of(circle(), "io"));
    }

    @Test
    void of_connectTimeout_namesTheTimeoutAndItsKey() {
        assertThat(failures.of(new SocketTimeoutException(), "connecting", null))
                .hasMessageContaining("1500 ms")
                .hasMessageContaining("filevine.connect-timeout");
    }

    @Test
    void deadlinePassed_anyStep_namesTheTimeoutItsKeyAndTheStep() {
        assertThat(failures.deadlinePassed("connecting"))
                .hasMessageContaining("not finished within 20 s; it was still connecting.")
                .hasMessageContaining("filevine.exchange-timeout");
    }

    @Test
    void of_certificateNotYetValid_mentionsTheClock() {
        IOException notYet = new SSLHandshakeException("NotBefore");
        notYet.initCause(new CertificateNotYetValidException());

        assertThat(failures.of(notYet, "connecting", null)).hasMessageContaining("check the clock");
    }

    private static IOException circle() {
        IOException outer = new IOException("outer");
        outer.initCause(new IOException("inner", outer));
        return outer;
    }
}
