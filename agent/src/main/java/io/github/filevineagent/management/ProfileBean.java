package io.github.filevineagent.management;

import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.AgentVersion;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** Shows a profile to JMX, and whichever takes its place. Each attribute is read afresh. Thread-safe. */
final class ProfileBean extends StandardMBean implements ProfileMXBean {
    private static final String VERSION = AgentVersion.read();

    /** Twice the default of {@code filevine.exchange-timeout}. Who waits is a client's own thread. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private volatile Profile profile;
    private volatile ProfileMonitor monitor;

    private final Duration patience;

    ProfileBean(Profile profile, ProfileMonitor monitor) {
        this(profile, monitor, PATIENCE);
    }

    ProfileBean(Profile profile, ProfileMonitor monitor, Duration patience) {
        super(ProfileMXBean.class, true);
        this.profile = profile;
        this.monitor = monitor;
        this.patience = patience;
    }

    @Override
    public String getVersion() {
        return VERSION;
    }

    @Override
    public String[] getGatewayHosts() {
        List<String> hosts = new ArrayList<>();
        for (GatewayHost host : profile.gatewayHosts()) {
            hosts.add(host.toString());
        }
        return hosts.toArray(new String[0]);
    }

    @Override
    public @Nullable String getOrganisation() {
        return profile.orgId();
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
    public boolean isCredentialsRefused() {
        return profile.tokens().status().refused();
    }

    @Override
    public long getConsecutiveFailures() {
        return monitor.consecutiveFailures();
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
    public String refreshNow() {
        CompletableFuture<@Nullable ExchangeException> outcome = monitor.nextOutcome();
        profile.tokens().refreshNow();
        try {
            ExchangeException failure = outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return failure == null
                    ? "There is a new token, which is used until "
                            + profile.tokens().status().usableUntil() + "."
                    : "The exchange failed (" + failure.reason() + "): " + failure.getMessage();
        } catch (TimeoutException e) {
            return "Nothing within " + patience.toSeconds() + " s. See LastError and NextRefresh later.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Interrupted before there was an answer.";
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return ProfileMXBean.class.getAnnotation(Meaning.class).value();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return meaningOf((info.isIs() ? "is" : "get") + info.getName(), info.getDescription());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return meaningOf(info.getName(), info.getDescription());
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return MBeanOperationInfo.ACTION;
    }

    private static String meaningOf(String method, String otherwise) {
        try {
            return ProfileMXBean.class
                    .getMethod(method)
                    .getAnnotation(Meaning.class)
                    .value();
        } catch (NoSuchMethodException e) {
            return otherwise;
        }
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
