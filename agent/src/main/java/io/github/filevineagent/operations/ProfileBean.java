package io.github.filevineagent.operations;

import io.github.filevineagent.authorize.Profile;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a profile to JMX, and whichever takes its place. Each attribute is read afresh. Thread-safe. */
final class ProfileBean implements ProfileMXBean {
    private volatile Profile profile;
    private volatile ProfileMonitor monitor;

    ProfileBean(Profile profile, ProfileMonitor monitor) {
        this.profile = profile;
        this.monitor = monitor;
    }

    /** Shows another one of the same name from now on. */
    void show(Profile successor, ProfileMonitor itsMonitor) {
        profile = successor;
        monitor = itsMonitor;
    }

    @Override
    public String getState() {
        return profile.tokens().status().state().name();
    }

    @Override
    public @Nullable Date getExpiry() {
        return date(profile.tokens().status().usableUntil());
    }

    @Override
    public @Nullable Date getLastRefresh() {
        return date(monitor.lastRefresh());
    }

    @Override
    public @Nullable Date getNextRefresh() {
        return date(profile.tokens().status().nextRefresh());
    }

    @Override
    public @Nullable String getLastError() {
        return profile.tokens().status().lastError();
    }

    @Override
    public long getExchanges() {
        return monitor.exchanges();
    }

    @Override
    public Map<String, Long> getFailures() {
        return monitor.failures();
    }

    @Override
    public long getAuthorizedRequests() {
        return profile.authorizedRequests();
    }

    @Override
    public long getPassedRequests() {
        return profile.passedRequests();
    }

    @Override
    public long getFailedRequests() {
        return profile.failedRequests();
    }

    @Override
    public long getReplayedRequests() {
        return profile.replayedRequests();
    }

    @Override
    public void refreshNow() {
        profile.tokens().refreshNow();
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
