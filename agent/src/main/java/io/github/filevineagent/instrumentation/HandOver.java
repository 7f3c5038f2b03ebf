package io.github.filevineagent.instrumentation;

import io.github.filevineagent.common.AgentThread;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls executors of the application. They may run a task at once, block, or throw, and that must hold up neither the
 * refresh thread nor the requests of other executors. Thread-safe.
 *
 * <p>Each executor that is called at the moment has one thread, which makes its calls in turn and then ends. A call takes
 * microseconds, so that a thousand requests that have waited for one token need as many threads as they have executors.
 */
final class HandOver {
    private final Consumer<Throwable> onFailure;

    /** And not a monitor, which up to JDK 23 holds on to the carrier of a virtual thread that waits with it. */
    private final Lock lock = new ReentrantLock();

    /** What is still to be called, for each executor that has a thread. Guarded by the lock. */
    private final IdentityHashMap<Executor, Queue<Runnable>> calls = new IdentityHashMap<>();

    /**
     * @param onFailure takes what a call throws
     */
    HandOver(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /**
     * Runs the call soon, on a thread that is not the caller's, after those for the same executor.
     *
     * @param executor what the call may be held up by
     */
    void call(Executor executor, Runnable call) {
        lock.lock();
        try {
            Queue<Runnable> waiting = calls.get(executor);
            if (waiting == null) {
                startFor(executor, call);
            } else {
                waiting.add(call);
            }
        } finally {
            lock.unlock();
        }
    }

    private void startFor(Executor executor, Runnable first) {
        Thread thread = AgentThread.createForApplication("requests", () -> callAll(executor, first));
        thread.start();
        // Not before it has started, for which there may be no memory.
        calls.put(executor, new ArrayDeque<>());
    }

    private void callAll(Executor executor, Runnable first) {
        for (Runnable call = first; call != null; call = next(executor)) {
            try {
                call.run();
            } catch (Throwable t) {
                onFailure.accept(t);
            }
        }
    }

    private @Nullable Runnable next(Executor executor) {
        lock.lock();
        try {
            Queue<Runnable> waiting = calls.get(executor);
            Runnable call = waiting == null ? null : waiting.poll();
            if (call == null) {
                calls.remove(executor);
            }
            return call;
        } finally {
            lock.unlock();
        }
    }
}
