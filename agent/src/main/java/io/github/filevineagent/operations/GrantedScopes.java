package io.github.filevineagent.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the scopes that were asked for with those that were granted (RFC 6749, section 3.3: a server may grant less,
 * and must then say so).
 */
final class GrantedScopes {
    private static final String NAME = "scopes";

    private GrantedScopes() {}

    /**
     * @param granted null where the server did not say
     */
    static Step compare(String requested, @Nullable String granted, String scopeKey) {
        if (granted == null) {
            return Step.ok(NAME, "the server did not list them, which means that all were granted: " + requested);
        }
        List<String> grantedScopes = split(granted);
        List<String> missing = new ArrayList<>();
        for (String scope : split(requested)) {
            if (!isGranted(scope, grantedScopes)) {
                missing.add(scope);
            }
        }
        if (missing.isEmpty()) {
            return Step.ok(NAME, "all that were requested were granted: " + String.join(" ", grantedScopes))
                    .with("granted", grantedScopes);
        }
        return Step.warning(
                        NAME,
                        "not_granted",
                        "requested but not granted: " + String.join(" ", missing) + "; granted: "
                                + String.join(" ", grantedScopes)
                                + ". If gateway requests are answered with 403, have Filevine"
                                + " allow them for this client; if not, take them out of " + scopeKey + ".")
                .with("granted", grantedScopes)
                .with("missing", missing);
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

    private static List<String> split(String scopes) {
        List<String> list = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(scopes);
        while (tokens.hasMoreTokens()) {
            list.add(printable(tokens.nextToken()));
        }
        return list;
    }

    /** What a server sends must not steer the operator's terminal. */
    private static String printable(String scope) {
        StringBuilder printable = new StringBuilder(scope.length());
        for (int i = 0; i < scope.length(); i++) {
            char c = scope.charAt(i);
            printable.append(c > ' ' && c <= '~' ? c : '?');
        }
        return printable.toString();
    }
}
