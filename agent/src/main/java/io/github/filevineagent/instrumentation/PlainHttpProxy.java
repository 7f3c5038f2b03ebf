package io.github.filevineagent.instrumentation;

import io.github.filevineagent.common.Log;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A gateway over plain http is allowed on this machine only, because what is sent to it stays there. A proxy takes it
 * elsewhere, in the clear: then the request is none of the agent's business. Thread-safe.
 */
final class PlainHttpProxy {
    private final Log log;
    private final AtomicBoolean warned = new AtomicBoolean();

    PlainHttpProxy(Log log) {
        this.log = log;
    }

    /**
     * Returns whether a request gets none of our headers, and says so the first time.
     *
     * @param scheme of a request to a gateway host
     * @param proxy through which it goes; null and one of the type {@code DIRECT} are none
     * @param port -1 for the scheme's default
     */
    boolean withholds(String scheme, @Nullable Proxy proxy, String host, int port) {
        if (proxy == null || proxy.type() == Proxy.Type.DIRECT || !scheme.equalsIgnoreCase("http")) {
            return false;
        }
        if (!warned.getAndSet(true)) {
            log.warn("Requests to http://" + host + (port == -1 ? "" : ":" + port) + " go through the proxy "
                    + textOf(proxy.address())
                    + ", which can read them, so they are sent without a token. Plain http is for"
                    + " this machine alone: exempt the host from the proxy (http.nonProxyHosts, the application's"
                    + " ProxySelector, or Proxy.NO_PROXY), or use https.");
        }
        return true;
    }

    private static String textOf(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress)) {
            return String.valueOf(address);
        }
        InetSocketAddress socket = (InetSocketAddress) address;
        return socket.getHostString() + ":" + socket.getPort();
    }
}
