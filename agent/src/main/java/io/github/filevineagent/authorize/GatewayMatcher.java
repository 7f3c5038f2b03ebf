package io.github.filevineagent.authorize;

import io.github.filevineagent.config.GatewayHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gateway host that a request's scheme, host and port are those of, the most specific where there are several.
 * Immutable.
 *
 * <p>It is asked for every request of the JVM, so it allocates nothing, and takes as long for a thousand hosts as for one:
 * they are found by hash. Letters are compared as ASCII only: Unicode case folding makes {@code K} (the Kelvin sign) equal
 * to {@code k}, and a credential must not depend on that.
 */
final class GatewayMatcher {
    static final int NONE = -1;

    private static final String HTTPS = "https";
    private static final String HTTP = "http";

    /** What {@link String#hashCode()} multiplies by. */
    private static final int HASH_FACTOR = 31;

    /** How many hosts are compared, one by one, to tell of a near miss. A program makes more, and mistypes none. */
    private static final int MOST_NEAR_MISSES = 100;

    private final GatewayHost[] hosts;

    /** Hash tables with open addressing: the host's index in the list, plus one; 0 is an empty place. */
    private final int[] named;

    private final int[] wildcards;

    /** By length: whether a host of so many characters is named. Most hosts that are no gateway are told by this alone. */
    private final boolean[] namedLengths;

    private final boolean hasWildcards;

    /** How many hosts, from the first one on, requests can have missed by a little. */
    private final int nearMisses;

    /** Whether all hosts are for https on port 443: then no request to https on port 443 can have missed one by a little. */
    private final boolean onlyStandard;

    GatewayMatcher(List<GatewayHost> hosts) {
        this(hosts, hosts.size());
    }

    /**
     * @param gateways how many of the hosts, from the first one on, requests can have missed by a little
     */
    GatewayMatcher(List<GatewayHost> hosts, int gateways) {
        this.hosts = hosts.toArray(new GatewayHost[0]);
        int size = Integer.highestOneBit(Math.max(1, this.hosts.length)) << 2;
        this.named = new int[size];
        this.wildcards = new int[size];
        int longest = 0;
        for (GatewayHost host : hosts) {
            longest = Math.max(longest, host.host().length());
        }
        this.namedLengths = new boolean[longest + 1];
        boolean anyWildcard = false;
        boolean anyOther = false;
        for (int i = 0; i < this.hosts.length; i++) {
            GatewayHost host = this.hosts[i];
            add(host.isWildcard() ? wildcards : named, i);
            anyWildcard |= host.isWildcard();
            anyOther |= i < gateways && !(host.port() == 443 && host.scheme().equals(HTTPS));
            namedLengths[host.host().length()] |= !host.isWildcard();
        }
        this.hasWildcards = anyWildcard;
        this.onlyStandard = !anyOther;
        this.nearMisses = Math.min(gateways, MOST_NEAR_MISSES);
    }

    private void add(int[] table, int index) {
        GatewayHost host = hosts[index];
        int slot = slot(table, host.host().hashCode(), host.port());
        while (table[slot] != 0) {
            slot = next(table, slot);
        }
        table[slot] = index + 1;
    }

    /**
     * Returns where in the list the host is, or {@link #NONE}. A host that is named goes before any wildcard, and a longer
     * wildcard before a shorter one.
     *
     * @param host as in a {@code URI} or {@code URL}; null or empty matches nothing
     * @param port -1 for the scheme's default
     */
    int indexOf(@Nullable String scheme, @Nullable String host, int port) {
        if (scheme == null || host == null) {
            return NONE;
        }
        int length = lengthWithoutTrailingDot(host);
        boolean mayBeNamed = length < namedLengths.length && namedLengths[length];
        if (!mayBeNamed && !hasWildcards) {
            return NONE;
        }
        String known = knownScheme(scheme);
        if (known == null) {
            return NONE;
        }
        int effectivePort = port != -1 ? port : known.equals(HTTPS) ? 443 : 80;
        if (mayBeNamed && length == host.length()) {
            // As nearly always, it is written as it is configured; and its hash may have been computed before.
            int found = find(named, host.hashCode(), known, effectivePort, host, 0, length);
            if (found != NONE) {
                return found;
            }
        }
        return indexHoweverWritten(known, host, length, effectivePort);
    }

    /**
     * Returns where in the list a host of the same name is that has another scheme or port, or {@link #NONE}; to be asked about
     * a request for which {@link #indexOf} has found nothing. For nearly all of these it compares a few numbers.
     */
    int nearMissOf(@Nullable String scheme, @Nullable String host, int port) {
        if (scheme == null || host == null) {
            return NONE;
        }
        int length = lengthWithoutTrailingDot(host);
        boolean mayBeNamed = length < namedLengths.length && namedLengths[length];
        if (!mayBeNamed && !hasWildcards) {
            return NONE;
        }
        // The length tells https from http.
        if (onlyStandard && (port == -1 || port == 443) && scheme.length() == HTTPS.length()) {
            return NONE;
        }
        for (int i = 0; i < nearMisses; i++) {
            if (hasName(hosts[i], host, length)) {
                return knownScheme(scheme) == null ? NONE : i;
            }
        }
        return NONE;
    }

    private static boolean hasName(GatewayHost candidate, String host, int length) {
        String expected = candidate.host();
        int start = length - expected.length();
        if (!candidate.isWildcard()) {
            return start == 0 && equalsIgnoreAsciiCase(expected, host, 0, length);
        }
        return start > 1
                && host.charAt(start - 1) == '.'
                && equalsIgnoreAsciiCase(expected, host, start, length)
                && hasOnlyLabels(host, start - 1);
    }

    /** From right to left, so that one pass computes the hash of the host and that of all that a wildcard may be for. */
    private int indexHoweverWritten(String scheme, String host, int length, int port) {
        int wildcard = NONE;
        int labels = 0;
        int hash = 0;
        int factor = 1;
        for (int i = length - 1; i >= 0; i--) {
            char c = host.charAt(i);
            if (c == '.' && hasWildcards) {
                int found = find(wildcards, hash, scheme, port, host, i + 1, length);
                wildcard = found != NONE ? found : wildcard;
                labels = found != NONE ? i : labels;
            }
            hash += factor * lowerCase(c);
            factor *= HASH_FACTOR;
        }
        int found = find(named, hash, scheme, port, host, 0, length);
        return found != NONE || wildcard == NONE || !hasOnlyLabels(host, labels) ? found : wildcard;
    }

    /** Returns the host that this part of a text is, or {@link #NONE}. */
    private int find(int[] table, int hash, String scheme, int port, String text, int from, int to) {
        for (int slot = slot(table, hash, port); table[slot] != 0; slot = next(table, slot)) {
            GatewayHost candidate = hosts[table[slot] - 1];
            String expected = candidate.host();
            if (candidate.port() == port
                    && candidate.scheme().equals(scheme)
                    && ((to - from == text.length() && expected.equals(text))
                            || equalsIgnoreAsciiCase(expected, text, from, to))) {
                return table[slot] - 1;
            }
        }
        return NONE;
    }

    private static int slot(int[] table, int hash, int port) {
        int mixed = (hash + port) * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (table.length - 1);
    }

    private static int next(int[] table, int slot) {
        return (slot + 1) & (table.length - 1);
    }

    private static @Nullable String knownScheme(String scheme) {
        if (equalsIgnoreAsciiCase(HTTPS, scheme, 0, scheme.length())) {
            return HTTPS;
        }
        return equalsIgnoreAsciiCase(HTTP, scheme, 0, scheme.length()) ? HTTP : null;
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
            if (lowerCase(text.charAt(from + i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
