package io.github.filevineagent.token;

import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which proxy the JVM goes through, as its {@code ProxySelector} says. */
public final class JvmProxies {
    static final String HOST = "https.proxyHost";
    static final String PORT = "https.proxyPort";
    static final String USER = "https.proxyUser";
    static final String PASSWORD = "https.proxyPassword";

    /** The JDK's default for {@link #PORT}. */
    private static final int DEFAULT_PORT = 443;

    private JvmProxies() {}

    /**
     * Returns the first proxy on the way to a server, which then looks the server's name up; null if there is none. Asks the
     * application's selector, if it has one.
     *
     * @param url https, or http, which the agent uses for loopback addresses only and never through a proxy
     */
    public static @Nullable Proxy firstFor(URI url) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null || url.getScheme().equalsIgnoreCase("http")) {
            return null;
        }
        for (Proxy proxy : selector.select(url)) {
            if (proxy.type() != Proxy.Type.DIRECT) {
                return proxy;
            }
        }
        return null;
    }

    /** Returns whether this is the proxy of the JVM's properties, and not one that the application's selector has found. */
    static boolean isSetByProperties(String host, int port) {
        return host.equalsIgnoreCase(System.getProperty(HOST)) && port == Integer.getInteger(PORT, DEFAULT_PORT);
    }

    /** Returns what the JVM's properties have for a proxy that asks for a password, or null for nothing. */
    static @Nullable PasswordAuthentication credentials() {
        String user = System.getProperty(USER);
        String password = System.getProperty(PASSWORD);
        return user == null || password == null ? null : new PasswordAuthentication(user, password.toCharArray());
    }
}
