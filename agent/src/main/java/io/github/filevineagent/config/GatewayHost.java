package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of {@code filevine.gateway-hosts}: a scheme, a host or a wildcard, and a port. Immutable.
 *
 * <p>Host names are lower-case ASCII without a trailing dot, IPv6 addresses in brackets; callers normalize what they
 * compare it with.
 */
public final class GatewayHost {
    private final String scheme;
    private final String host;
    private final boolean wildcard;
    private final int port;

    /**
     * @param host for a wildcard, what follows {@code *.}
     */
    GatewayHost(String scheme, String host, boolean wildcard, int port) {
        this.scheme = scheme;
        this.host = host;
        this.wildcard = wildcard;
        this.port = port;
    }

    public String scheme() {
        return scheme;
    }

    public String host() {
        return host;
    }

    /** Whether this stands for every host below {@link #host()}, at any depth, but not for that host itself. */
    public boolean isWildcard() {
        return wildcard;
    }

    public int port() {
        return port;
    }

    /** Whether it is this machine, on which each port has a service of its own. */
    public boolean isLoopback() {
        return !wildcard && HostPatternParser.isLoopback(host);
    }

    /** Returns the wildcards that cover all that this stands for, the nearest first, as they are written. */
    public List<String> wildcardsAbove() {
        List<String> wildcards = new ArrayList<>();
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            wildcards.add(new GatewayHost(scheme, host.substring(dot + 1), true, port).toString());
        }
        return wildcards;
    }

    /** Returns it as one would write it, with the scheme, and with the port where it is not the scheme's own. */
    @Override
    public String toString() {
        String address = scheme + "://" + (wildcard ? "*." : "") + host;
        return port == HostPatternParser.defaultPort(scheme) ? address : address + ":" + port;
    }
}
