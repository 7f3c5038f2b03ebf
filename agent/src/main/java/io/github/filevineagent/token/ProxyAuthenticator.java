package io.github.filevineagent.token;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * Lets proxies have the credentials that the application's default {@link Authenticator} has for them, else those of the
 * properties {@code https.proxyUser} and {@code https.proxyPassword}, which the JDK itself does not read; and nobody else: the
 * identity server, should it answer 401 with a challenge, must not get anybody's passwords.
 *
 * <p>The JDK asks up to 20 times in a call whose answers are refused. The properties are given once, since who is wrong 20
 * times may be locked out. Whether there is a question at all is the JDK's to decide: by
 * {@code jdk.http.auth.tunneling.disabledSchemes}, which it reads once for the whole JVM, it does not do Basic.
 */
final class ProxyAuthenticator extends Authenticator {
    /** The JDK's default for {@link JvmProxies#PORT}. */
    private static final int DEFAULT_PORT = 443;

    private volatile boolean given;

    /** Another call begins, in which a proxy may ask again. */
    void beginCall() {
        given = false;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        PasswordAuthentication byApplication = Authenticator.requestPasswordAuthentication(
                getRequestingHost(),
                getRequestingSite(),
                getRequestingPort(),
                getRequestingProtocol(),
                getRequestingPrompt(),
                getRequestingScheme(),
                getRequestingURL(),
                RequestorType.PROXY);
        if (byApplication != null || given || !isSetByProperties(getRequestingHost(), getRequestingPort())) {
            return byApplication;
        }
        given = true;
        return ofProperties();
    }

    /** Returns whether this is the proxy of the JVM's properties, and not one that the application's selector has found. */
    private static boolean isSetByProperties(String host, int port) {
        return host.equalsIgnoreCase(System.getProperty(JvmProxies.HOST))
                && port == Integer.getInteger(JvmProxies.PORT, DEFAULT_PORT);
    }

    /** Returns what the JVM's properties have for a proxy that asks for a password, or null for nothing. */
    private static @Nullable PasswordAuthentication ofProperties() {
        String user = System.getProperty(JvmProxies.USER);
        String password = System.getProperty(JvmProxies.PASSWORD);
        return user == null || password == null ? null : new PasswordAuthentication(user, password.toCharArray());
    }
}
