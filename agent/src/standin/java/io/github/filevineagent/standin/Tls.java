package io.github.filevineagent.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** What servers and clients make of a certificate that was made for the moment. */
public final class Tls {
    /** Of each trust store: nothing in it is secret. */
    public static final String STORE_PASSWORD = "changeit";

    private Tls() {}

    /** Returns the sockets of a server, which shows this certificate and those of its issuers. */
    public static SSLSocketFactory serverSockets(HeldCertificate certificate, X509Certificate... issuers) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate, issuers)
                .build()
                .sslSocketFactory();
    }

    /** Returns what makes a client trust a server with this certificate, or one that it has issued, and no other. */
    public static TrustManager[] trusting(HeldCertificate certificate) {
        return new TrustManager[] {
            new HandshakeCertificates.Builder()
                    .addTrustedCertificate(certificate.certificate())
                    .build()
                    .trustManager()
        };
    }

    /** Writes the PKCS #12 file that {@code javax.net.ssl.trustStore} names, and returns it. */
    public static Path writeTrustStore(Path file, HeldCertificate certificate) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("stand-in", certificate.certificate());
            store.store(out, STORE_PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException("can't write the trust store " + file, e);
        }
    }
}
