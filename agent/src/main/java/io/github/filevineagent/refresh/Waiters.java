package io.github.filevineagent.refresh;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for the outcome of an exchange. One that gives up (its future is completed by a timeout or
 * cancelled) leaves no trace, so an outage of hours does not fill the heap. Thread-safe.
 */
@SuppressWarnings("CollectionUndefinedEquality") // Identity, which futures have, is what is meant.
final class Waiters {
    private final Set<CompletableFuture<String>> futures = ConcurrentHashMap.newKeySet();

    CompletableFuture<String> join() {
        CompletableFuture<String> waiter = new CompletableFuture<>();
        futures.add(waiter);
        CompletableFuture<String> unused = waiter.whenComplete((authorization, failure) -> futures.remove(waiter));
        return waiter;
    }

    /**
     * Joins for any header value but the given one; where the outcome is that one, or a failure, the future gives null.
     */
    CompletableFuture<@Nullable String> joinForOtherThan(String rejected) {
        CompletableFuture<String> waiter = join();
        CompletableFuture<@Nullable String> other = waiter.handle(
                (authorization, failure) -> failure == null && !authorization.equals(rejected) ? authorization : null);
        // Whoever gives up completes the future that he holds, which does not reach the one it depends on.
        CompletableFuture<@Nullable String> unused =
                other.whenComplete((authorization, failure) -> waiter.cancel(false));
        return other;
    }

    /**
     * Returns those that wait now. Call it in the lock under which the outcome is published and new waiters join: whoever
     * joins later waits for a later outcome.
     */
    List<CompletableFuture<String>> waiting() {
        return List.copyOf(futures);
    }

    /** Lets waiters go. Call without holding a lock. */
    static void complete(List<CompletableFuture<String>> waiters, String authorization) {
        for (CompletableFuture<String> waiter : waiters) {
            waiter.complete(authorization);
        }
    }

    /** Fails waiters, with one exception that they share. Call without holding a lock. */
    static void fail(List<CompletableFuture<String>> waiters, TokenUnavailableException failure) {
        for (CompletableFuture<String> waiter : waiters) {
            waiter.completeExceptionally(failure);
        }
    }

    int size() {
        return futures.size();
    }

    boolean isEmpty() {
        return futures.isEmpty();
    }
}
