package io.github.filevineagent.authorize;

import io.github.filevineagent.config.GatewayHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request's scheme, host and port are those of a gateway host. Immutable.
 *
 * <p>It is asked for every request of the JVM, so it allocates nothing. Letters are compared as ASCII only: Unicode case
 * folding makes {@code K} (the Kelvin sign) equal to {@code k}, and a credential must not depend on that.
 */
final class GatewayMatcher {
    private final GatewayHost[] hosts;

    GatewayMatcher(List<GatewayHost> hosts) {
        this.hosts = hosts.toArray(new GatewayHost[0]);
    }

    /**
     * @param host as in a {@code URI} or {@code URL}; null or empty matches nothing
     * @param port -1 for the scheme's default
     */
    boolean matches(@Nullable String scheme, @Nullable String host, int port) {
        if (scheme == null || host == null) {
            return false;
        }
        int length = lengthWithoutTrailingDot(host);
        for (GatewayHost candidate : hosts) {
            if (isHost(candidate, host, length)
                    && isPort(candidate, port)
                    && equalsIgnoreAsciiCase(candidate.scheme(), scheme, 0, scheme.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHost(GatewayHost candidate, String host, int length) {
        String expected = candidate.host();
        if (!candidate.isWildcard()) {
            return equalsIgnoreAsciiCase(expected, host, 0, length);
        }
        int dot = length - expected.length() - 1;
        return dot > 0
                && host.charAt(dot) == '.'
                && equalsIgnoreAsciiCase(expected, host, dot + 1, length)
                && hasOnlyLabels(host, dot);
    }

    private static boolean isPort(GatewayHost candidate, int port) {
        int effective = port != -1 ? port : candidate.scheme().equals("https") ? 443 : 80;
        return effective == candidate.port();
    }

    private static int lengthWithoutTrailingDot(String host) {
        int length = host.length();
        return length > 0 && host.charAt(length - 1) == '.' ? length - 1 : length;
    }

    /**
     * Returns whether what a wildcard stands for is a part of a host name. {@code URL} lets other characters into a host,
     * and others then read another host from it: {@code evil.com\.example.com}, or one cut off at a NUL.
     */
    private static boolean hasOnlyLabels(String host, int length) {
        char previous = '.';
        for (int i = 0; i < length; i++) {
            char c = host.charAt(i);
            boolean inLabel =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!inLabel && (c != '.' || previous == '.')) {
                return false;
            }
            previous = c;
        }
        return previous != '.';
    }

    /** Compares a lower-case ASCII string with a part of another one. */
    private static boolean equalsIgnoreAsciiCase(String lowerCase, String text, int from, int to) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = text.charAt(from + i);
            if (c != lowerCase.charAt(i) && (c < 'A' || c > 'Z' || c + ('a' - 'A') != lowerCase.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
