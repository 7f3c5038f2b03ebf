package io.github.filevineagent.testapp.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A self-signed certificate for this machine, made anew in each process. */
final class Certificate {
    private final HeldCertificate certificate;
    private final HandshakeCertificates handshake;

    Certificate() {
        certificate = new HeldCertificate.Builder()
                .commonName("Filevine stand-in")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        handshake = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
    }

    /** Returns a context for the servers, and for clients that trust them. */
    SSLContext context() {
        return handshake.sslContext();
    }

    void writeTrustStore(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore trustStore = KeyStore.getInstance("PKCS12");
            trustStore.load(null, null);
            trustStore.setCertificateEntry("stand-in", certificate.certificate());
            trustStore.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot write the trust store " + file, e);
        }
    }
}
