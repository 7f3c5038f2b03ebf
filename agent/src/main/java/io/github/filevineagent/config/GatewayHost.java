package io.github.filevineagent.config;

/**
 * One entry of {@code filevine.gateway-hosts}: a scheme, a host or a wildcard, and a port. Immutable.
 *
 * <p>Host names are lower-case ASCII without a trailing dot; callers normalize what they compare it with.
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
}
