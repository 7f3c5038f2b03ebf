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
 * Calls executors of the application, off the caller's thread. An executor may run the task at once, block, or throw. That must
 * hold up neither the worker that has published a token, which has other profiles to look after, nor requests of other
 * executors. Thread-safe.
 *
 * <p>An executor that has calls waiting has one thread, which makes them in turn and then ends. So a thousand requests that
 * have waited for one token need one thread for each executor that they use, mostly one.
 */
final class HandOver {
    private final Consumer<Throwable> onFailure;

    /** Not a monitor: up to JDK 23 a virtual thread that waits for one keeps its carrier. {@code VirtualThreadsIT} */
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
