package io.github.filevineagent.token;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which proxy the JVM goes through, as its {@code ProxySelector} says. */
public final class JvmProxies {
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
}
