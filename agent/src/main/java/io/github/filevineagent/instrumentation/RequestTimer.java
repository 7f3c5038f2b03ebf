package io.github.filevineagent.instrumentation;

import io.github.filevineagent.common.AgentThread;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The deadlines of requests that are held. What it runs must be short, and must not call the application.
 *
 * <p>The thread of {@link java.util.concurrent.CompletableFuture}'s timeouts is not safe enough: it runs whatever the
 * application has made depend on a timeout of its own, and may be held up by that. This one is made when there is a
 * deadline, ends when there has been none for a while, and takes nothing over from the application's thread that has it
 * made. Thread-safe.
 */
final class RequestTimer {
    private static final long IDLE_SECONDS = 10;

    /** Made when first needed; by an exchange of references, since a monitor would hold on to a virtual thread's carrier. */
    private final AtomicReference<ScheduledThreadPoolExecutor> made = new AtomicReference<>();

    /** Runs it after that time, unless it is cancelled before. */
    Future<?> after(long nanos, Runnable task) {
        return executor().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private ScheduledThreadPoolExecutor executor() {
        ScheduledThreadPoolExecutor executor = made.get();
        if (executor != null) {
            return executor;
        }
        ScheduledThreadPoolExecutor another =
                new ScheduledThreadPoolExecutor(1, task -> AgentThread.create("timeouts", task));
        another.setRemoveOnCancelPolicy(true);
        another.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        another.allowCoreThreadTimeOut(true);
        ScheduledThreadPoolExecutor first = made.compareAndExchange(null, another);
        return first == null ? another : first;
    }
}
