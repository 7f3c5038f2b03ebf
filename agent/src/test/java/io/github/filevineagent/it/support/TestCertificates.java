package io.github.filevineagent.it.support;

import io.github.filevineagent.standin.Tls;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HeldCertificate;

/** One authority, and one certificate for all the hosts of the tests. */
final class TestCertificates {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("*.filevine.test")
            .addSubjectAlternativeName("*.elsewhere.test")
            .addSubjectAlternativeName("api.filevine.test.elsewhere.test")
            .addSubjectAlternativeName("deep.api.filevine.test")
            .addSubjectAlternativeName("filevine.test")
            // Filevine's own, for tests of a region's presets.
            .addSubjectAlternativeName("*.filevine.io")
            .addSubjectAlternativeName("*.filevine.com")
            .addSubjectAlternativeName("*.filevineapp.com")
            .addSubjectAlternativeName("*.filevineapp.ca")
            .addSubjectAlternativeName("*.filevinegov.com")
            .build();

    private TestCertificates() {}

    static SSLSocketFactory serverSockets() {
        return Tls.serverSockets(SERVER, AUTHORITY.certificate());
    }

    static QuicSslContext quicServer(String... protocols) {
        return QuicSslContextBuilder.forServer(
                        SERVER.keyPair().getPrivate(), null, SERVER.certificate(), AUTHORITY.certificate())
                .applicationProtocols(protocols)
                .build();
    }

    /** Writes the PKCS #12 file that {@code javax.net.ssl.trustStore} names. */
    static void writeTrustStore(Path file) throws IOException {
        Tls.writeTrustStore(file, AUTHORITY);
    }
}
