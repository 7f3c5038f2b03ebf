package io.github.filevineagent.management;

import io.github.filevineagent.authorize.RequestListener;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.refresh.RefreshListener;
import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Watches a profile's exchanges and requests: counts the former for the MBean, and writes both into the JDK's flight
 * recorder where that is in use. Thread-safe.
 *
 * <p>It names no type of {@code jdk.jfr} but its events, and touches these only when the application has loaded the
 * flight recorder: a JVM without it, or without that module, never loads them.
 */
public final class ProfileMonitor implements RefreshListener, RequestListener {
    private final String profile;
    private final FlightRecorderUse flightRecorder;
    private final Log log;
    private final Map<String, Long> failures = new TreeMap<>();
    private long exchanges;
    private long consecutiveFailures;
    private @Nullable Instant lastRefresh;
    private FlightRecorderUse.@Nullable ExchangeEvent event;
    private @Nullable CompletableFuture<@Nullable ExchangeException> nextOutcome;

    public ProfileMonitor(String profile, FlightRecorderUse flightRecorder, Log log) {
        this.profile = profile;
        this.flightRecorder = flightRecorder;
        this.log = log;
    }

    @Override
    public synchronized void exchangeStarts() {
        if (flightRecorder.hasBegun()) {
            // Here, because a request on a virtual thread would hold on to its carrier meanwhile.
            FlightRecorderUse.ReplayEvent.initialize();
            FlightRecorderUse.RequestWithoutTokenEvent.initialize();
            event = new FlightRecorderUse.ExchangeEvent(profile);
            event.begin();
        }
    }

    @Override
    public synchronized void exchanged(Duration took) {
        exchanges++;
        consecutiveFailures = 0;
        lastRefresh = Instant.now();
        record(null);
        tellOutcome(null);
        log.debug("profile " + profile + ": a new token is in use; the exchange took " + took.toMillis() + " ms.");
    }

    @Override
    public synchronized void exchangeFailed(Duration took, ExchangeException failure) {
        exchanges++;
        consecutiveFailures++;
        failures.merge(failure.reason(), 1L, Long::sum);
        record(failure.reason());
        tellOutcome(failure);
    }

    /** Returns a future of what comes of the next exchange that ends, maybe of one that is being made: null for a token. */
    synchronized CompletableFuture<@Nullable ExchangeException> nextOutcome() {
        CompletableFuture<@Nullable ExchangeException> outcome = nextOutcome;
        if (outcome == null) {
            outcome = new CompletableFuture<>();
            nextOutcome = outcome;
        }
        return outcome;
    }

    private void tellOutcome(@Nullable ExchangeException failure) {
        CompletableFuture<@Nullable ExchangeException> outcome = nextOutcome;
        nextOutcome = null;
        if (outcome != null) {
            outcome.complete(failure);
        }
    }

    @Override
    public void withoutToken(String host, boolean failed) {
        flightRecorder.withoutToken(profile, host, failed);
    }

    @Override
    public void replayed(String host) {
        log.debug("profile " + profile + ": " + host + " answered 401; the request is sent again with a fresh token.");
        if (flightRecorder.hasBegun()) {
            new FlightRecorderUse.ReplayEvent(profile, host).commit();
        }
    }

    /** Returns how many exchanges were made, failed ones included. */
    synchronized long exchanges() {
        return exchanges;
    }

    /** Returns how many exchanges have failed since the last one that gave a token. */
    synchronized long consecutiveFailures() {
        return consecutiveFailures;
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
        FlightRecorderUse.ExchangeEvent current = event;
        if (current == null && flightRecorder.hasBegun()) {
            // The recorder was started during the exchange, as with -XX:StartFlightRecording: an event without
            // duration.
            current = new FlightRecorderUse.ExchangeEvent(profile);
        }
        if (current != null) {
            current.end(failureReason);
        }
        event = null;
    }
}
