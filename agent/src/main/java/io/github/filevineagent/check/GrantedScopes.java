package io.github.filevineagent.check;

import io.github.filevineagent.common.SafeText;
import io.github.filevineagent.token.Scopes;
import java.util.ArrayList;
import java.util.List;
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
        List<String> grantedScopes = printable(Scopes.split(granted));
        List<String> missing = Scopes.missing(requested, granted);
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

    /** What a server sends must not steer the operator's terminal. */
    private static List<String> printable(List<String> scopes) {
        List<String> list = new ArrayList<>();
        for (String scope : scopes) {
            list.add(SafeText.ascii(scope, '?'));
        }
        return list;
    }
}
