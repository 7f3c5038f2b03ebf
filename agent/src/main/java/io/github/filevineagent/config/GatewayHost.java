package io.github.filevineagent.config;

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

    /** Whether there is a request that both stand for. */
    boolean overlaps(GatewayHost other) {
        if (!scheme.equals(other.scheme) || port != other.port) {
            return false;
        }
        if (wildcard == other.wildcard && host.equals(other.host)) {
            return true;
        }
        return isAbove(other) || other.isAbove(this);
    }

    private boolean isAbove(GatewayHost other) {
        return wildcard && other.host.endsWith("." + host);
    }

    /** Returns it as one would write it, with the scheme, and with the port where it is not the scheme's own. */
    @Override
    public String toString() {
        String address = scheme + "://" + (wildcard ? "*." : "") + host;
        return port == HostPatternParser.defaultPort(scheme) ? address : address + ":" + port;
    }
}
