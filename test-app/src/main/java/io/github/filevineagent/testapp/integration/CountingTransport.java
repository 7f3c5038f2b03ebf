package io.github.filevineagent.testapp.integration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls that go through another transport, and those that did not succeed. Thread-safe. */
final class CountingTransport implements Transport {
    private final Transport transport;
    private final AtomicInteger calls;
    private final AtomicInteger failures;

    CountingTransport(Transport transport, AtomicInteger calls, AtomicInteger failures) {
        this.transport = transport;
        this.calls = calls;
        this.failures = failures;
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        calls.incrementAndGet();
        return transport.send(call).whenComplete((reply, failure) -> {
            if (failure != null || !reply.isSuccess()) {
                failures.incrementAndGet();
            }
        });
    }
}
