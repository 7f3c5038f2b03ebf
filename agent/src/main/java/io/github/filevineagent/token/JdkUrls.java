package io.github.filevineagent.token;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections that are the JDK's own, whatever serves URLs in this JVM: a {@code URLStreamHandlerFactory}, a provider
 * on the class path or {@code java.protocol.handler.pkgs} would see the credentials.
 *
 * <p>The JDK's handlers are {@code sun.net.www.protocol.http.Handler} and {@code sun.net.www.protocol.https.Handler}: JDK 11
 * to 28. Their packages are opened to the agent before its first call; {@code java -jar} does that by the manifest's
 * {@code Add-Exports}. Where they can't be had the JVM chooses, and a connection that is not the JDK's is refused before it
 * is given anything but its address.
 */
final class JdkUrls {
    private static final String HTTPS = "https:";

    private JdkUrls() {}

    /**
     * Opens a connection, which does not connect yet. By http, which is for loopback addresses only, it goes there directly:
     * on its way to a proxy the credential would leave the machine in the clear.
     *
     * @param address an absolute http or https URL
     */
    static HttpURLConnection open(String address) throws IOException {
        boolean https = address.startsWith(HTTPS);
        URLStreamHandler handler = handler(https ? "https" : "http");
        URL url = handler == null ? new URL(address) : new URL(null, address, handler);
        return own(https ? url.openConnection() : url.openConnection(Proxy.NO_PROXY));
    }

    private static @Nullable URLStreamHandler handler(String protocol) {
        try {
            return Class.forName("sun.net.www.protocol." + protocol + ".Handler", true, null)
                    .asSubclass(URLStreamHandler.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Returns what was given if a class of the JDK implements it. */
    static HttpURLConnection own(URLConnection connection) {
        if (connection.getClass().getModule() != Object.class.getModule()) {
            throw new IllegalStateException("this JDK (" + System.getProperty("java.vm.version")
                    + ") keeps its URL handlers to itself, and the application's would carry the call: "
                    + connection.getClass().getName());
        }
        return (HttpURLConnection) connection;
    }
}
