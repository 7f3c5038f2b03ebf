package io.github.filevineagent.token;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.Region;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoints of a JVM's profiles. Those with the preset of one region share theirs, so that which of its addresses
 * resolves is found out, and said, once for all of them. Thread-safe.
 */
public final class TokenEndpoints {
    private final @Nullable Log log;

    /** Guarded by this. */
    private final Map<Region, TokenEndpoint> presets = new EnumMap<>(Region.class);

    /**
     * @param log null where nobody is to be told which address is in use
     */
    public TokenEndpoints(@Nullable Log log) {
        this.log = log;
    }

    synchronized TokenEndpoint of(ProfileConfig profile) {
        URI url = profile.identityUrl();
        if (!profile.isIdentityUrlPreset()) {
            return new TokenEndpoint(url, null, log);
        }
        TokenEndpoint preset = presets.get(profile.region());
        if (preset == null) {
            preset = new TokenEndpoint(url, profile.otherIdentityUrl(), log);
            presets.put(profile.region(), preset);
        }
        return preset;
    }
}
