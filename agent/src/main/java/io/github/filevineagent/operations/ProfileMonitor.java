package io.github.filevineagent.operations;

import io.github.filevineagent.log.Log;
import io.github.filevineagent.refresh.RefreshListener;
import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches a profile's exchanges and replays: counts the former for the MBean, and writes both into the JDK's flight
 * recorder where that is in use. Thread-safe.
 *
 * <p>It names no type of {@code jdk.jfr} but its two events, and touches these only when the application has loaded the
 * flight recorder: a JVM without it, or without that module, never loads them.
 */
public final class ProfileMonitor implements RefreshListener, Consumer<String> {
    private final String profile;
    private final FlightRecorderUse flightRecorder;
    private final Log log;
    private final Map<String, Long> failures = new TreeMap<>();
    private long exchanges;
    private @Nullable Instant lastRefresh;
    private @Nullable ExchangeEvent event;

    public ProfileMonitor(String profile, FlightRecorderUse flightRecorder, Log log) {
        this.profile = profile;
        this.flightRecorder = flightRecorder;
        this.log = log;
    }

    @Override
    public synchronized void exchangeStarts() {
        if (flightRecorder.hasBegun()) {
            // Here, because a request on a virtual thread would hold on to its carrier meanwhile.
            ReplayEvent.initialize();
            event = new ExchangeEvent(profile);
            event.begin();
        }
    }

    @Override
    public synchronized void exchanged(Duration took) {
        exchanges++;
        lastRefresh = Instant.now();
        record(null);
        log.debug("profile " + profile + ": a new token is in use; the exchange took " + took.toMillis() + " ms.");
    }

    @Override
    public synchronized void exchangeFailed(Duration took, ExchangeException failure) {
        exchanges++;
        failures.merge(failure.reason(), 1L, Long::sum);
        record(failure.reason());
    }

    /** A request to this host is sent again with a fresh token. */
    @Override
    public void accept(String host) {
        log.debug("profile " + profile + ": " + host + " answered 401; the request is sent again with a fresh token.");
        if (flightRecorder.hasBegun()) {
            new ReplayEvent(profile, host).commit();
        }
    }

    /** Returns how many exchanges were made, failed ones included. */
    synchronized long exchanges() {
        return exchanges;
    }

    /** Returns a copy: how often each reason has made an exchange fail. */
    synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }

    /** Returns when an exchange last gave a token, or null if none has. */
    synchronized @Nullable Instant lastRefresh() {
        return lastRefresh;
    }

    private void record(@Nullable String failureReason) {
        ExchangeEvent current = event;
        if (current == null && flightRecorder.hasBegun()) {
            // The recorder was started during the exchange, as with -XX:StartFlightRecording: an event without
            // duration.
            current = new ExchangeEvent(profile);
        }
        if (current != null) {
            current.end(failureReason);
        }
        event = null;
    }
}
