package io.github.filevineagent.check;

import io.github.filevineagent.token.JvmProxies;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the JVM gets to a server: directly, or through a proxy, which then resolves the name. Immutable. */
final class Route {
    private final URI url;
    private final @Nullable Proxy proxy;

    private Route(URI url, @Nullable Proxy proxy) {
        this.url = url;
        this.proxy = proxy;
    }

    static Route to(URI url) {
        return new Route(url, JvmProxies.firstFor(url));
    }

    /** Resolves the name once more, since it is known by now that this can be done. */
    Step describe() {
        if (proxy != null) {
            return Step.skipped("dns", "proxy", "left to the proxy " + proxy.address());
        }
        List<String> addresses = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                addresses.add(address.getHostAddress());
            }
        } catch (UnknownHostException e) {
            return Step.warning(
                    "dns", "not_resolved_again", url.getHost() + " was resolved just now, but is not any more");
        }
        return Step.ok("dns", url.getHost() + " is " + String.join(", ", addresses))
                .with("addresses", addresses);
    }
}
