package io.github.filevineagent.authorize;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.WhenUnavailable;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the profile that a request belongs to, and knows the rules that hold for all of them. Thread-safe. */
public final class Authorizer {
    private final Profile[] profiles;
    private final GatewayMatcher identityServers;
    private final Duration tokenWait;
    private final WhenUnavailable whenUnavailable;
    private final boolean replayUnauthorized;
    private final boolean addsIds;

    public Authorizer(AgentConfig config, List<Profile> profiles) {
        this.profiles = profiles.toArray(new Profile[0]);
        this.identityServers = new GatewayMatcher(identityServersNotNamed(config.profiles()));
        this.tokenWait = config.tokenWait();
        this.whenUnavailable = config.whenUnavailable();
        this.replayUnauthorized = config.replayUnauthorized();
        this.addsIds = addsIds(config.profiles());
    }

    /**
     * Returns the profile of a hop, or null for a request that is none of our business. Never waits, allocates nothing.
     *
     * @param port -1 for the scheme's default
     */
    public @Nullable Profile profileFor(@Nullable String scheme, @Nullable String host, int port) {
        for (Profile profile : profiles) {
            if (profile.isFor(scheme, host, port)) {
                return identityServers.matches(scheme, host, port) ? null : profile;
            }
        }
        return null;
    }

    /**
     * Returns the identity servers that are not gateway hosts in so many words. A wildcard can cover one by accident, and
     * an access token has no business there.
     */
    private static List<GatewayHost> identityServersNotNamed(List<ProfileConfig> profiles) {
        Set<String> named = new HashSet<>();
        for (ProfileConfig profile : profiles) {
            for (GatewayHost host : profile.gatewayHosts()) {
                named.add(host.toString());
            }
        }
        List<GatewayHost> servers = new ArrayList<>();
        for (ProfileConfig profile : profiles) {
            for (GatewayHost server : profile.identityServers()) {
                // Many profiles have the same.
                if (named.add(server.toString())) {
                    servers.add(server);
                }
            }
        }
        return servers;
    }

    /** Returns the longest that a request waits for a token. */
    public Duration tokenWait() {
        return tokenWait;
    }

    public boolean replaysUnauthorized() {
        return replayUnauthorized;
    }

    /** Returns whether any profile adds {@code x-fv-orgid} or {@code x-fv-userid}, now or when it is known. */
    public boolean addsIds() {
        return addsIds;
    }

    private static boolean addsIds(List<ProfileConfig> profiles) {
        for (ProfileConfig profile : profiles) {
            if (profile.orgId() != null || profile.userId() != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Decides about a gateway request that found no token in time.
     *
     * @return null to send it without the header, or why it fails
     */
    public @Nullable TokenUnavailableException withoutToken(Profile profile) {
        if (whenUnavailable == WhenUnavailable.PASS) {
            profile.countPassed();
            return null;
        }
        profile.countFailed();
        return profile.tokens().unavailable();
    }
}
