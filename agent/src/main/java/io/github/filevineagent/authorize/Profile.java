package io.github.filevineagent.authorize;

import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.refresh.TokenSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A set of credentials at work: which requests it is for, and what it adds to them. Thread-safe. */
public final class Profile {
    private final ProfileConfig config;
    private final TokenSource tokens;
    private volatile @Nullable String orgId;
    private volatile @Nullable String userId;
    private final RequestListener listener;

    /** The header values that were given to requests; weakly held, so each is forgotten with the last request that has it. */
    private final Set<String> given;

    private volatile @Nullable String latestGiven;
    private final LongAdder authorized;
    private final LongAdder passed;
    private final LongAdder failed;
    private final LongAdder replayed;

    /**
     * @param listener hears of this profile's requests
     */
    public Profile(ProfileConfig config, TokenSource tokens, RequestListener listener) {
        this(config, tokens, listener, null);
    }

    /**
     * @param predecessor the one in whose place this one comes, to count on where that stands; or null
     */
    public Profile(ProfileConfig config, TokenSource tokens, RequestListener listener, @Nullable Profile predecessor) {
        this.authorized = predecessor == null ? new LongAdder() : predecessor.authorized;
        this.passed = predecessor == null ? new LongAdder() : predecessor.passed;
        this.failed = predecessor == null ? new LongAdder() : predecessor.failed;
        this.replayed = predecessor == null ? new LongAdder() : predecessor.replayed;
        // If it is for the same firm, a 401 to a request with its predecessor's token is for this profile to handle.
        String organisation = fixed(config.orgId());
        if (predecessor != null && organisation != null && organisation.equals(predecessor.fixedOrgId())) {
            this.given = predecessor.given;
            this.latestGiven = predecessor.latestGiven;
        } else {
            this.given = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>(4)));
        }
        this.config = config;
        this.tokens = tokens;
        this.listener = listener;
        this.orgId = fixed(config.orgId());
        this.userId = fixed(config.userId());
    }

    private static @Nullable String fixed(@Nullable String id) {
        return ProfileConfig.AUTO.equals(id) ? null : id;
    }

    public String name() {
        return config.name();
    }

    boolean isDefault() {
        return config.name().equals(ProfileConfig.DEFAULT_NAME);
    }

    public List<GatewayHost> gatewayHosts() {
        return config.gatewayHosts();
    }

    List<GatewayHost> identityServers() {
        return config.identityServers();
    }

    /** Returns the organisation that the configuration names, or null for none or {@code auto}. */
    public @Nullable String fixedOrgId() {
        return fixed(config.orgId());
    }

    /** Returns whether it adds {@code x-fv-orgid} or {@code x-fv-userid}, now or when it is known. */
    boolean addsIds() {
        return config.orgId() != null || config.userId() != null;
    }

    public TokenSource tokens() {
        return tokens;
    }

    /** Returns the value of {@code x-fv-orgid}, or null to leave that header alone: while {@code auto} is not resolved, too. */
    public @Nullable String orgId() {
        return orgId;
    }

    /** Returns the value of {@code x-fv-userid}, or null to leave that header alone: while {@code auto} is not resolved, too. */
    public @Nullable String userId() {
        return userId;
    }

    void setOrgId(String id) {
        orgId = id;
    }

    void setUserId(String id) {
        userId = id;
    }

    /**
     * Counts a request that is sent with a header value of this profile's, and remembers that value. Takes no lock and
     * allocates nothing but for the first request that has it.
     */
    public void countAuthorized(String authorization) {
        if (!authorization.equals(latestGiven)) {
            given.add(authorization);
            latestGiven = authorization;
        }
        authorized.increment();
    }

    /**
     * Returns whether a request that still has this header value was authorised by this profile: a 401 to it is this
     * profile's, and so is the next attempt.
     */
    public boolean hasGiven(String authorization) {
        return authorization.equals(latestGiven) || given.contains(authorization);
    }

    /** Counts a gateway request that was sent with a header of its own. */
    public void countPassed() {
        passed.increment();
    }

    /** Counts a gateway request that was sent without a token. */
    public void countPassedWithoutToken(String host) {
        passed.increment();
        listener.withoutToken(host, false);
    }

    /** Counts a gateway request that failed for want of a token. */
    public void countFailed(String host) {
        failed.increment();
        listener.withoutToken(host, true);
    }

    public void countReplayed(String host) {
        replayed.increment();
        listener.replayed(host);
    }

    public long authorizedRequests() {
        return authorized.sum();
    }

    public long passedRequests() {
        return passed.sum();
    }

    public long failedRequests() {
        return failed.sum();
    }

    public long replayedRequests() {
        return replayed.sum();
    }
}
