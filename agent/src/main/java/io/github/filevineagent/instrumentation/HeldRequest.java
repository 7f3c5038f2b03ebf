package io.github.filevineagent.instrumentation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code HttpClient} that is held between two of its steps, without a thread, until there is a token for it.
 *
 * <p>It goes on where the JDK itself continues requests, on the client's executor: what comes next may run code of the
 * application, such as its {@code BodyHandler}, on a thread that the application has chosen for it. Until that executor
 * has taken it the request can still be ended, by its own timeout or a cancellation. Thread-safe.
 */
final class HeldRequest {
    /** What comes next. */
    interface Next {
        /** Returns why the request can't go on without a token, or null if it can. */
        @Nullable
        Throwable failureWithoutToken();

        /**
         * Goes on, on the client's executor.
         *
         * @param authorization the header value, or null if there was none to be had in time
         */
        CompletableFuture<Object> goOn(@Nullable String authorization);

        /** Returns what becomes of the request if the client's executor does not take it. */
        CompletableFuture<Object> refused(RejectedExecutionException refusal);
    }

    /** The {@link HandOver}'s key for requests that fail: what then runs is the JDK's own code, which does not block. */
    private static final Executor JDK = Runnable::run;

    private static final int WAITS = 0;
    private static final int GOES_ON = 1;
    private static final int ENDED = 2;

    private final CompletableFuture<? extends @Nullable String> awaited;
    private final Executor clientExecutor;
    private final HandOver handOver;
    private final Next next;
    private final AtomicInteger state = new AtomicInteger(WAITS);
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private volatile @Nullable Future<?> endOfWait;
    private volatile @Nullable Future<?> timeout;

    /**
     * @param awaited the token; it is cancelled when nobody waits for it any more
     */
    HeldRequest(
            CompletableFuture<? extends @Nullable String> awaited,
            Executor clientExecutor,
            HandOver handOver,
            Next next) {
        this.awaited = awaited;
        this.clientExecutor = clientExecutor;
        this.handOver = handOver;
        this.next = next;
    }

    /**
     * Begins to wait, unless it has been {@linkplain #end ended} before; where this throws, the request is as if it had never
     * been held.
     *
     * @param waitNanos after this time it goes on without a token
     * @param timeoutNanos after this time it fails, if it has not gone on; 0 for never
     * @param onTimeout what it fails with then
     * @return what the client gets instead of the step that is held
     */
    CompletableFuture<Object> start(
            RequestTimer timer, long waitNanos, long timeoutNanos, Supplier<? extends Throwable> onTimeout) {
        try {
            endOfWait = timer.after(waitNanos, () -> release(null));
            if (timeoutNanos > 0) {
                timeout = timer.after(timeoutNanos, () -> endSoon(onTimeout.get()));
            }
            CompletableFuture<Void> unused = awaited.handle((authorization, failure) -> {
                release(failure == null ? authorization : null);
                return null;
            });
            if (state.get() == ENDED) {
                // Before it had all of its deadlines.
                letGo();
            }
            return result;
        } catch (Throwable t) {
            end(t);
            throw t;
        }
    }

    /** Ends it with a failure, unless it has gone on. */
    void end(Throwable failure) {
        if (state.getAndSet(ENDED) != ENDED) {
            letGo();
            result.completeExceptionally(failure);
        }
    }

    /**
     * Ends the wait: on the thread that completes {@link #awaited} (a worker of package {@code refresh}, or who closes a
     * profile), or on the timer's. All that can take time is handed on.
     */
    private void release(@Nullable String authorization) {
        if (!state.compareAndSet(WAITS, GOES_ON)) {
            return;
        }
        try {
            Throwable failure = authorization == null ? next.failureWithoutToken() : null;
            if (failure == null) {
                handOver.call(clientExecutor, () -> handOn(authorization));
            } else {
                endSoon(failure);
            }
        } catch (Throwable t) {
            end(t);
        }
    }

    private void handOn(@Nullable String authorization) {
        try {
            clientExecutor.execute(() -> goOn(() -> next.goOn(authorization)));
        } catch (RejectedExecutionException e) {
            goOn(() -> next.refused(e));
        } catch (Throwable t) {
            end(t);
        }
    }

    private void endSoon(Throwable failure) {
        try {
            handOver.call(JDK, () -> end(failure));
        } catch (Throwable t) {
            // No memory for another thread: on this one, then.
            end(failure);
        }
    }

    private void goOn(Supplier<CompletableFuture<Object>> step) {
        if (state.getAndSet(ENDED) == ENDED) {
            return;
        }
        letGo();
        try {
            CompletableFuture<Object> unused = step.get().whenComplete(this::complete);
        } catch (Throwable t) {
            result.completeExceptionally(t);
        }
    }

    private void complete(@Nullable Object answer, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(answer);
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** Leaves nothing behind that would hold on to the application until a deadline. */
    private void letGo() {
        cancel(endOfWait);
        cancel(timeout);
        awaited.cancel(false);
    }

    private static void cancel(@Nullable Future<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
