package io.github.filevineagent.token;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy the JVM goes through, as its {@code ProxySelector} says, and what to do about proxies. It reads the JVM's
 * properties when it is asked, as {@code main} may set them, and shows no value of theirs but those of host and port. Immutable.
 */
public final class JvmProxies {
    static final String HOST = "https.proxyHost";
    static final String PORT = "https.proxyPort";
    static final String USER = "https.proxyUser";
    static final String PASSWORD = "https.proxyPassword";

    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final Properties properties;
    private final Map<String, String> environment;

    JvmProxies(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static JvmProxies ofJvm() {
        return new JvmProxies(System.getProperties(), System.getenv());
    }

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

    /** Returns, for a message, a proxy's address as it was given. */
    static String name(Proxy proxy) {
        SocketAddress address = proxy.address();
        return address instanceof InetSocketAddress
                ? ((InetSocketAddress) address).getHostString() + ":" + ((InetSocketAddress) address).getPort()
                : String.valueOf(address);
    }

    /** Whether an unknown name is the proxy's, and not that of a server to which the JDK goes where the proxy fails. */
    static boolean isAbout(IOException unknownName, Proxy proxy) {
        String name = name(proxy);
        return String.valueOf(unknownName.getMessage())
                .startsWith(name.substring(0, Math.max(0, name.lastIndexOf(':'))));
    }

    /** Returns a sentence, with a space before it, for where a call went past all proxies; empty if one is configured. */
    String ifThereMustBeOne() {
        if (isSet(HOST)) {
            return "";
        }
        return isInEnvironment("HTTPS_PROXY") || isInEnvironment("https_proxy")
                ? " HTTPS_PROXY is set in the environment, which the JVM does not read: set " + HOST + " and " + PORT
                        + "."
                : " Where the network is reached only through a proxy, set " + HOST + " and " + PORT + ".";
    }

    /** Returns what decides which proxy that is. */
    String whatSets(Proxy proxy) {
        if (proxy.type() == Proxy.Type.SOCKS) {
            return "socksProxyHost and socksProxyPort";
        }
        return isSet(HOST) ? HOST + " and " + PORT : "the application's ProxySelector, which names it";
    }

    /** Returns what to do where a proxy wants to know who is there (HTTP status 407). */
    String toAuthenticate() {
        List<String> missing = new ArrayList<>();
        if (!isSet(USER) || !isSet(PASSWORD)) {
            missing.add(USER + " and " + PASSWORD + ", or an Authenticator that the application sets as" + " default");
        }
        String disabled = properties.getProperty(DISABLED_SCHEMES, "Basic");
        if (disabled.toLowerCase(Locale.ROOT).contains("basic")) {
            missing.add("-D" + DISABLED_SCHEMES + "= (empty), without which the JDK sends no password as Basic");
        }
        return missing.isEmpty()
                ? "The proxy does not take what " + USER + " and " + PASSWORD
                        + " say, or the application's Authenticator, or it wants another scheme than Basic and Digest."
                : "The proxy asks for a password. Missing: " + String.join("; ", missing) + ".";
    }

    private boolean isSet(String property) {
        String value = properties.getProperty(property);
        return value != null && !value.isEmpty();
    }

    private boolean isInEnvironment(String name) {
        String value = environment.get(name);
        return value != null && !value.isEmpty();
    }
}
