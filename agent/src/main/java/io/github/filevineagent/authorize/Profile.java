package io.github.filevineagent.authorize;

import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.refresh.TokenSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A set of credentials at work: which requests it is for, and what it adds to them. Thread-safe. */
public final class Profile {
    private final String name;
    private final GatewayMatcher matcher;
    private final TokenSource tokens;
    private volatile @Nullable String orgId;
    private volatile @Nullable String userId;
    private final Consumer<String> replayListener;
    private final LongAdder authorized = new LongAdder();
    private final LongAdder passed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder replayed = new LongAdder();

    /**
     * @param replayListener hears the host of each request that is sent again, on the request's thread
     */
    public Profile(ProfileConfig config, TokenSource tokens, Consumer<String> replayListener) {
        this.name = config.name();
        this.matcher = new GatewayMatcher(config.gatewayHosts());
        this.tokens = tokens;
        this.replayListener = replayListener;
        this.orgId = fixed(config.orgId());
        this.userId = fixed(config.userId());
    }

    private static @Nullable String fixed(@Nullable String id) {
        return ProfileConfig.AUTO.equals(id) ? null : id;
    }

    public String name() {
        return name;
    }

    boolean isFor(@Nullable String scheme, @Nullable String host, int port) {
        return matcher.matches(scheme, host, port);
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

    public void countAuthorized() {
        authorized.increment();
    }

    /** Counts a gateway request that was sent without our header: it had its own, or there was no token. */
    public void countPassed() {
        passed.increment();
    }

    public void countFailed() {
        failed.increment();
    }

    public void countReplayed(String host) {
        replayed.increment();
        replayListener.accept(host);
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
