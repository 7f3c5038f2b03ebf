package io.github.filevineagent.operations;

import io.github.filevineagent.refresh.RefreshListener;
import io.github.filevineagent.token.ExchangeException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts a profile's exchanges, the failed ones by reason. Thread-safe. */
public final class ExchangeStatistics implements RefreshListener {
    private final Map<String, Long> failures = new TreeMap<>();
    private long exchanges;

    @Override
    public synchronized void exchanged(Duration took) {
        exchanges++;
    }

    @Override
    public synchronized void exchangeFailed(Duration took, ExchangeException failure) {
        exchanges++;
        failures.merge(failure.reason(), 1L, Long::sum);
    }

    /** Returns how many exchanges were made, failed ones included. */
    public synchronized long exchanges() {
        return exchanges;
    }

    /** Returns a copy: how often each reason has made an exchange fail. */
    public synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }
}
