package io.github.filevineagent.token;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which servers a call trusts, and why it does not trust one: the JDK does not say what is wrong with the trust store that the
 * JVM has been given. Where it can't open the file it goes on with no certificate at all, and then trusts nobody. For one call.
 */
final class ServerTrust implements HostnameVerifier {
    private static final String FILE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String TYPE = "javax.net.ssl.trustStoreType";

    private final TrustManager @Nullable [] managers;
    private boolean hostNameRefused;

    /**
     * @param managers null for those of the JVM's default trust store, read anew each time, so that a renewed store, or a
     *     {@code javax.net.ssl} property that {@code main} sets, counts for the next attempt
     */
    ServerTrust(TrustManager @Nullable [] managers) {
        this.managers = managers;
    }

    /** Has a connection, which does not connect yet, trust whom this trusts, whatever the application's defaults are. */
    void secure(HttpsURLConnection connection) throws SSLException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            connection.setSSLSocketFactory(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new SSLException("TLS can't be set up: " + e.getMessage(), e);
        }
        connection.setHostnameVerifier(this);
    }

    /** Confirms what the JDK decided: it asks only after its own check of the certificate's names has failed. */
    @Override
    public boolean verify(String hostName, SSLSession session) {
        hostNameRefused = true;
        return false;
    }

    /** Returns a failure that says what it comes from, if that is a matter of trust. On the call's thread: it may read a file. */
    IOException explained(IOException e, String host) {
        if (hostNameRefused) {
            SSLException wrong = new SSLPeerUnverifiedException("the certificate is not for " + host);
            wrong.initCause(e);
            return wrong;
        }
        String flaw = e instanceof SSLException && managers == null ? flaw() : null;
        return flaw == null ? e : new NobodyTrustedException(flaw, e);
    }

    /** Returns what is wrong with the JVM's trust store and what to do, in whole sentences, or null if nothing is. Reads the file, which may block. */
    static @Nullable String flaw() {
        String path = System.getProperty(FILE, "");
        String password = System.getProperty(PASSWORD, "");
        if (path.equals("NONE") || (path.isEmpty() && password.isEmpty())) {
            return null;
        }
        File file = path.isEmpty() ? ofJdk() : new File(path);
        String store = path.isEmpty() ? "The JDK's trust store " + file : "The trust store " + file + " (" + FILE + ")";
        if (!file.isFile()) {
            return store + " does not exist, so that the JVM trusts nobody. Correct the path"
                    + (file.isAbsolute() ? "." : ": it was looked for as " + file.getAbsolutePath() + ".");
        }
        return file.canRead() ? flaw(file, store, password) : store + " is not readable (permission denied).";
    }

    private static @Nullable String flaw(File file, String store, String password) {
        String type = System.getProperty(TYPE, KeyStore.getDefaultType());
        try (InputStream in = new FileInputStream(file)) {
            KeyStore keys = KeyStore.getInstance(type);
            keys.load(in, password.isEmpty() ? null : password.toCharArray());
            if (keys.size() > 0) {
                return null;
            }
            return store + " has no certificate that can be read"
                    + (password.isEmpty() ? " without a password: set " + PASSWORD + "." : ".");
        } catch (IOException e) {
            return e.getCause() instanceof UnrecoverableKeyException
                    ? store + " does not open with the password in " + PASSWORD
                            + ", so that the JVM trusts nobody. Correct the password."
                    : unreadable(store, type, e);
        } catch (GeneralSecurityException e) {
            return unreadable(store, type, e);
        }
    }

    private static String unreadable(String store, String type, Exception e) {
        return store + " can't be read as " + type + " (" + e.getMessage() + "), so that the JVM trusts nobody. Check "
                + TYPE + " and " + PASSWORD + ".";
    }

    private static File ofJdk() {
        File directory = new File(System.getProperty("java.home", ""), "lib/security");
        File first = new File(directory, "jssecacerts");
        return first.exists() ? first : new File(directory, "cacerts");
    }

    /** The JVM trusts nobody, since its trust store can't be used. */
    static final class NobodyTrustedException extends SSLException {
        private static final long serialVersionUID = 1L;

        /**
         * @param flaw as {@link ServerTrust#flaw}
         */
        NobodyTrustedException(String flaw, Throwable cause) {
            super(flaw, cause);
        }
    }

    /** Remembers the certificate that a server presents, and trusts none: to see who it is that the JVM does not trust. */
    static final class Presented implements X509TrustManager {
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
}
