package io.github.filevineagent.token;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.Region;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where access tokens are issued, and how messages name that place. Thread-safe.
 *
 * <p>Of a region's preset Filevine can document two addresses. One is in use, for as long as its name resolves; where it does
 * not, and the other one's does, that takes its place. Nothing but the names decides, since then nothing has been sent yet.
 * So who controls the DNS can choose between two servers of Filevine's, and no more: before it gets a credential, each has
 * to prove by TLS that the name is its own. An address that the operator has set stands alone.
 */
public final class TokenEndpoint {
    private final URI first;
    private final @Nullable URI second;
    private final @Nullable Log log;

    /** One of the two. Written under the lock. */
    private volatile URI inUse;

    /** Guarded by this. */
    private boolean announced;

    /**
     * @param url absolute, path included, https, or http to a loopback address
     * @param otherKnown for a preset: the other address that Filevine's documents name for the same region; null where there
     *     is none, or where the operator chose the address
     * @param log hears that the other address has taken the place of the first; null where nobody is to be told
     */
    TokenEndpoint(URI url, @Nullable URI otherKnown, @Nullable Log log) {
        this.first = url;
        this.second = otherKnown;
        this.log = log;
        this.inUse = url;
    }

    /** Returns the address in use. */
    URI url() {
        return inUse;
    }

    /** Returns the one of the two known addresses that this one is not, or null if only one is known. */
    @Nullable
    URI otherThan(URI url) {
        return url.equals(first) ? second : first;
    }

    /**
     * Has all further exchanges go to an address whose name resolves, as that of the one in use does not. The log's warning
     * comes once: where the names come and go, further changes are for the debug level.
     *
     * @param resolved one of the two
     * @param settings of the profile that has found out
     */
    void use(URI resolved, ExchangeSettings settings) {
        boolean news;
        synchronized (this) {
            if (inUse.equals(resolved)) {
                return;
            }
            inUse = resolved;
            news = !announced;
            announced = true;
        }
        if (log != null) {
            tell(log, news, resolved, settings);
        }
    }

    private void tell(Log to, boolean news, URI resolved, ExchangeSettings settings) {
        String change = "profile " + settings.profile() + ": " + host(otherThan(resolved)) + " can't be resolved";
        if (news) {
            to.warn(change + ", so access tokens come from " + resolved
                    + ", the other address that Filevine documents for this region. To settle it, set "
                    + settings.assignment("identity-url", resolved.toString()) + ".");
        } else {
            to.debug(change + " any more, so access tokens come from " + resolved + ".");
        }
    }

    private static String host(@Nullable URI url) {
        return url == null ? "" : url.getHost();
    }

    /** Returns a sentence, with a space before it, that suggests the other known address; empty where there is none. */
    String hintAtOtherKnown(String identityUrlKey) {
        URI other = otherThan(inUse);
        return other == null
                ? ""
                : " Filevine's documents also name " + other + " for this region: to use it, set " + identityUrlKey
                        + ".";
    }

    /** Returns the address in use without user info, query and fragment, where somebody may have put a secret. */
    @Override
    public String toString() {
        URI url = inUse;
        String port = url.getPort() == -1 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    /**
     * The token endpoints of a JVM's profiles. Those with the preset of one region share theirs, so that which of its addresses
     * resolves is found out, and said, once for all of them. Thread-safe.
     */
    public static final class Shared {
        private final @Nullable Log log;

        /** Guarded by this. */
        private final Map<Region, TokenEndpoint> presets = new EnumMap<>(Region.class);

        /**
         * @param log null where nobody is to be told which address is in use
         */
        public Shared(@Nullable Log log) {
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
}
