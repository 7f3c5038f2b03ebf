package io.github.filevineagent.token;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What to do about proxies. It reads the JVM's properties when it is asked, as {@code main} may set them, and shows no value
 * of theirs but those of host and port. Immutable.
 */
final class ProxyAdvice {
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final Properties properties;
    private final Map<String, String> environment;

    ProxyAdvice(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static ProxyAdvice ofJvm() {
        return new ProxyAdvice(System.getProperties(), System.getenv());
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
        if (isSet(JvmProxies.HOST)) {
            return "";
        }
        return isInEnvironment("HTTPS_PROXY") || isInEnvironment("https_proxy")
                ? " HTTPS_PROXY is set in the environment, which the JVM does not read: set " + JvmProxies.HOST
                        + " and " + JvmProxies.PORT + "."
                : " Where the network is reached only through a proxy, set " + JvmProxies.HOST + " and "
                        + JvmProxies.PORT + ".";
    }

    /** Returns what decides which proxy that is. */
    String whatSets(Proxy proxy) {
        if (proxy.type() == Proxy.Type.SOCKS) {
            return "socksProxyHost and socksProxyPort";
        }
        return isSet(JvmProxies.HOST)
                ? JvmProxies.HOST + " and " + JvmProxies.PORT
                : "the application's ProxySelector, which names it";
    }

    /** Returns what to do where a proxy wants to know who is there (HTTP status 407). */
    String toAuthenticate() {
        List<String> missing = new ArrayList<>();
        if (!isSet(JvmProxies.USER) || !isSet(JvmProxies.PASSWORD)) {
            missing.add(JvmProxies.USER + " and " + JvmProxies.PASSWORD
                    + ", or an Authenticator that the application sets as" + " default");
        }
        String disabled = properties.getProperty(DISABLED_SCHEMES, "Basic");
        if (disabled.toLowerCase(Locale.ROOT).contains("basic")) {
            missing.add("-D" + DISABLED_SCHEMES + "= (empty), without which the JDK sends no password as Basic");
        }
        return missing.isEmpty()
                ? "The proxy does not take what " + JvmProxies.USER + " and " + JvmProxies.PASSWORD
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
