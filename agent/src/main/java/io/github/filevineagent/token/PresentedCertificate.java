package io.github.filevineagent.token;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Remembers the certificate that a server presents, and trusts none: to see who it is that the JVM does not trust. */
final class PresentedCertificate implements X509TrustManager {
    private volatile @Nullable X509Certificate certificate;

    /** Returns the server's own certificate, or null if it has not presented any. */
    @Nullable
    X509Certificate certificate() {
        return certificate;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        certificate = chain[0];
        throw new CertificateException("looked at, not trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
