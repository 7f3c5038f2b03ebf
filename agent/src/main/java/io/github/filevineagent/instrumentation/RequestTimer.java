package io.github.filevineagent.instrumentation;

import io.github.filevineagent.common.AgentThread;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The deadlines of requests that are held. What it runs must be short, and must not call the application.
 *
 * <p>Not {@link java.util.concurrent.CompletableFuture#orTimeout}, whose one thread serves the whole JVM: it also runs what the
 * application attaches to its own timeouts, and may be held up by that. The thread of this timer is made when there is a
 * deadline, ends when there has been none for a while, and inherits nothing from the application's thread that happens to
 * have it made. Thread-safe.
 */
class RequestTimer {
    private static final long IDLE_SECONDS = 10;

    /** In place of a longer timeout, whose nanoseconds may not fit into a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** Made when first needed; by compare and exchange, since up to JDK 23 a virtual thread keeps its carrier in a monitor. */
    private final AtomicReference<ScheduledThreadPoolExecutor> made = new AtomicReference<>();

    /** Returns a request's own timeout ({@code HttpRequest.timeout}) in nanoseconds, or 0 for a request without one. */
    static long nanosOf(HttpRequest request) {
        return request.timeout().isPresent() ? nanosOf(request.timeout().get()) : 0;
    }

    static long nanosOf(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }

    /** Returns what the JDK fails a request with that has timed out. */
    static HttpTimeoutException timeoutException() {
        return new HttpTimeoutException("request timed out");
    }

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
