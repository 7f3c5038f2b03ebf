package io.github.filevineagent.it.support;

import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** One authority, and one certificate for all the hosts of the tests. */
final class TestCertificates {
    static final String STORE_PASSWORD = "changeit";

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
            .addSubjectAlternativeName("*.filevineapp.com")
            .addSubjectAlternativeName("*.filevineapp.ca")
            .addSubjectAlternativeName("*.filevinegov.com")
            .build();

    private TestCertificates() {}

    static SSLSocketFactory serverSockets() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(SERVER, AUTHORITY.certificate())
                .build()
                .sslSocketFactory();
    }

    static QuicSslContext quicServer(String... protocols) {
        return QuicSslContextBuilder.forServer(
                        SERVER.keyPair().getPrivate(), null, SERVER.certificate(), AUTHORITY.certificate())
                .applicationProtocols(protocols)
                .build();
    }

    /** Writes the PKCS #12 file that {@code javax.net.ssl.trustStore} names. */
    static void writeTrustStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", AUTHORITY.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }
}
