package io.github.filevineagent.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Profiles for tests of other packages, with credentials that no configuration would let through, such as a file that is missing. */
public final class Profiles {
    private Profiles() {}

    public static ProfileConfig of(
            String name,
            URI identityUrl,
            SecretSource pat,
            @Nullable String clientId,
            @Nullable SecretSource clientSecret,
            String scope) {
        return new ProfileConfig(
                name, null, Region.US, identityUrl, false, List.of(), pat, clientId, clientSecret, scope, null, null);
    }
}
