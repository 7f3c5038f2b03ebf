package io.github.filevineagent.instrumentation;

import io.github.filevineagent.token.AgentThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has the one thread that the JDK keeps for the timeouts of {@link CompletableFuture} started by the agent, where the agent
 * would be the first to use it.
 *
 * <p>That thread lives as long as the JVM, and inherits the context class loader of the thread that first sets a timeout
 * (up to JDK 24 its access control context, too). A web application's request as the first would keep the application's
 * class loader in memory for good. Thread-safe.
 */
final class TimeoutThread {
    /** Started late, since the JDK settles the common pool's properties then, and {@code main} may want to set them. */
    private final Thread starter = AgentThread.create("timeouts", TimeoutThread::setFirstTimeout);

    /** And not a monitor, which up to JDK 23 holds on to the carrier of a virtual thread that waits with it. */
    private final Lock lock = new ReentrantLock();

    private volatile boolean started;

    /** To be called before a timeout is set. Waits for some milliseconds the first time. */
    void ensureStarted() {
        if (!started) {
            startOnce();
        }
    }

    private void startOnce() {
        lock.lock();
        try {
            if (!started) {
                starter.start();
                starter.join();
            }
        } catch (InterruptedException e) {
            // The caller finds out by itself; the thread is on its way.
            Thread.currentThread().interrupt();
        } finally {
            started = true;
            lock.unlock();
        }
    }

    private static void setFirstTimeout() {
        CompletableFuture<Void> unused = new CompletableFuture<Void>().completeOnTimeout(null, 0, TimeUnit.NANOSECONDS);
    }
}
