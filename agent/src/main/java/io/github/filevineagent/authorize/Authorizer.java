package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.AgentConfig.WhenUnavailable;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the profiles that a request may go with, and knows the rules that hold for all of them. Thread-safe. */
public final class Authorizer {
    private final Duration tokenWait;
    private final WhenUnavailable whenUnavailable;
    private final boolean replayUnauthorized;
    private final Unrouted unrouted;
    private final Decisions decisions;
    private final RequestListener unroutedRequests;
    private volatile Routes routes;

    private volatile boolean replaced;

    /** Whether a request has met a gateway of profiles that are gone. */
    private volatile boolean metBefore;

    /**
     * @param unroutedRequests hears of requests that no profile is for; the others are their profile's
     */
    public Authorizer(AgentConfig config, List<Profile> profiles, Log log, RequestListener unroutedRequests) {
        this.routes = new Routes(profiles, Routes.none(config.profilesDirectory() != null));
        this.tokenWait = config.tokenWait();
        this.whenUnavailable = config.whenUnavailable();
        this.replayUnauthorized = config.replayUnauthorized();
        this.unrouted = new Unrouted(log, config.profilesDirectory());
        this.decisions = new Decisions(log);
        this.unroutedRequests = unroutedRequests;
    }

    /**
     * Has requests go with these profiles from now on, in place of those until now. An attempt that has chosen its profile
     * keeps it; the next one of the same request chooses anew.
     *
     * @throws IllegalArgumentException if a request could go with either of two, after which nothing has changed
     */
    public synchronized void replaceProfiles(List<Profile> profiles) {
        Routes until = routes;
        // Before them: whoever sees the new ones knows that there were others.
        replaced = true;
        routes = new Routes(profiles, until);
        metBefore |= until.hasMetGateway();
    }

    /**
     * Returns the profiles of a hop, or null for a request that is none of our business. Never waits, allocates nothing.
     *
     * @param port -1 for the scheme's default
     */
    public @Nullable Gateway gatewayFor(@Nullable String scheme, @Nullable String host, int port) {
        return routes.gatewayFor(scheme, host, port);
    }

    /**
     * To be called about a request that is none of our business, before it is sent: warns if it looks as if it were meant to be.
     * Never waits, and allocates nothing but the first time.
     *
     * @param port as for {@link #gatewayFor}
     */
    public void passBy(@Nullable String scheme, @Nullable String host, int port) {
        Routes present = routes;
        GatewayHost missed = present.firstNearMissOf(scheme, host, port, false);
        if (missed != null) {
            decisions.warnOfNearMiss(missed, scheme, host, port);
        }
        if (decisions.areTold()) {
            missed = present.nearMissOf(scheme, host, port);
            decisions.tell(
                    scheme,
                    host,
                    port,
                    missed == null
                            ? "no gateway host, so they go as they are"
                            : "no gateway host, which is " + missed
                                    + " with another scheme or port, so they go as they are");
        }
    }

    /** As {@link #passBy}, about one that was answered with 401. */
    public void passedByUnauthorized(@Nullable String scheme, @Nullable String host, int port) {
        GatewayHost missed = routes.firstNearMissOf(scheme, host, port, true);
        if (missed != null) {
            decisions.warnOfNearMiss(missed, scheme, host, port);
        }
    }

    /** To be called about a 401 to a request that was sent again with a fresh token. */
    public void stillUnauthorized(Profile profile, @Nullable String scheme, @Nullable String host, int port) {
        decisions.warnOfUnauthorized(profile, scheme, host, port);
    }

    /** Returns whether {@link #tellDecision} does anything. */
    public boolean tellsDecisions() {
        return decisions.areTold();
    }

    /**
     * Logs at the level debug what is done with requests to a gateway host; each such decision once.
     *
     * @param decision a part of a sentence whose subject is the requests
     */
    public void tellDecision(@Nullable String scheme, @Nullable String host, int port, String decision) {
        decisions.tell(scheme, host, port, decision);
    }

    /** Returns whether there have been other profiles before those that there are now. */
    public boolean hasReplacedProfiles() {
        return replaced;
    }

    /** Returns whether a request to a gateway host has come by so far. */
    public boolean hasMetGateway() {
        return metBefore || routes.hasMetGateway();
    }

    /** Returns the longest that a request waits for a token. */
    public Duration tokenWait() {
        return tokenWait;
    }

    public boolean replaysUnauthorized() {
        return replayUnauthorized;
    }

    /** Returns whether a request may have {@code x-fv-orgid} or {@code x-fv-userid} from a profile, of now or of before. */
    public boolean addsIds() {
        return routes.addsIds();
    }

    /**
     * Decides about a gateway request that found no token in time.
     *
     * @return null to send it without the header, or why it fails
     */
    public @Nullable TokenUnavailableException withoutToken(Profile profile, String host) {
        if (whenUnavailable == WhenUnavailable.PASS) {
            profile.countPassedWithoutToken(host);
            return null;
        }
        profile.countFailed(host);
        return profile.tokens().unavailable();
    }

    /**
     * Decides about a request to a gateway host that none of the host's profiles is for, and says so once for each
     * organisation.
     *
     * @param organisation as for {@link Gateway#profileFor}
     * @return null to send it without any header of ours, or why it fails
     */
    public @Nullable TokenUnavailableException withoutProfile(
            Gateway gateway, String host, @Nullable String organisation) {
        TokenUnavailableException unavailable = unrouted.report(gateway, host, organisation);
        return decide(host, unavailable);
    }

    /**
     * Decides about a request that names no organisation, was sent with a profile that is gone, and would now go with
     * another.
     *
     * @return as {@link #withoutProfile}
     */
    public @Nullable TokenUnavailableException withoutEarlierProfile(String host) {
        return decide(host, Unrouted.earlierProfileIsGone(host));
    }

    private @Nullable TokenUnavailableException decide(String host, TokenUnavailableException failure) {
        boolean fails = whenUnavailable != WhenUnavailable.PASS;
        unroutedRequests.withoutToken(host, fails);
        return fails ? failure : null;
    }
}
