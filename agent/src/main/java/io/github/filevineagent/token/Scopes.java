package io.github.filevineagent.token;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Compares lists of scopes, which have spaces between them (RFC 6749, section 3.3). */
public final class Scopes {
    private Scopes() {}

    /**
     * Returns the requested scopes that were not granted.
     *
     * @param granted null where the server does not say, which means all
     */
    public static List<String> missing(String requested, @Nullable String granted) {
        List<String> missing = new ArrayList<>();
        if (granted != null) {
            List<String> grantedScopes = split(granted);
            for (String scope : split(requested)) {
                if (!isGranted(scope, grantedScopes)) {
                    missing.add(scope);
                }
            }
        }
        return missing;
    }

    /** A scope with a wildcard may come back as it was sent, or as the scopes that it stands for. */
    private static boolean isGranted(String scope, List<String> granted) {
        if (granted.contains(scope)) {
            return true;
        }
        if (!scope.endsWith(".*")) {
            return false;
        }
        String prefix = scope.substring(0, scope.length() - 1);
        for (String candidate : granted) {
            if (candidate.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    public static List<String> split(String scopes) {
        List<String> list = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(scopes);
        while (tokens.hasMoreTokens()) {
            list.add(tokens.nextToken());
        }
        return list;
    }
}
