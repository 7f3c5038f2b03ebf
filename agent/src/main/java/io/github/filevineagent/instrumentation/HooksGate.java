package io.github.filevineagent.instrumentation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where requests wait that come before the agent has been put together, which takes its start-up thread some milliseconds.
 * Thread-safe.
 */
final class HooksGate {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Duration limit;

    /** The boot loader's {@code Hooks}, which this class must not name: it can be loaded before they are. */
    private volatile @Nullable Object hooks;

    /**
     * @param limit the longest that one hook waits
     */
    HooksGate(Duration limit) {
        this.limit = limit;
    }

    /** Lets requests go on, with these hooks. */
    void open(Object ready) {
        hooks = ready;
        opened.countDown();
    }

    /** Lets requests go on without hooks, since there will be none. Does nothing if there are. */
    void giveUp() {
        opened.countDown();
    }

    /** Whether it is known what becomes of the hooks. */
    boolean isOpen() {
        return opened.getCount() == 0;
    }

    /**
     * Waits for the hooks. An interrupt does not shorten that, as nobody would wait for something so short; the flag stays
     * set.
     *
     * @throws IllegalStateException if there are none
     */
    Object await() {
        boolean interrupted = false;
        try {
            long end = System.nanoTime() + limit.toNanos();
            boolean waiting = true;
            while (waiting) {
                try {
                    boolean unused = opened.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    waiting = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        Object ready = hooks;
        if (ready == null) {
            throw new IllegalStateException("the agent is not ready");
        }
        return ready;
    }
}
