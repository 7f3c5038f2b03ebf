package io.github.filevineagent.token;

import io.github.filevineagent.common.AgentThread;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs on a thread of its own while the caller waits. Only so does the deadline count for all of it: a name
 * that does not resolve, a file system that hangs, a server that sends a byte now and then. When the deadline has passed,
 * or the caller is interrupted, the connection is closed and the thread {@linkplain AbandonedCalls abandoned}.
 *
 * <p>Each call has a new thread: on it runs what the application has set, such as a {@code ProxySelector}, and what that leaves
 * in the thread, such as a thread-local value that holds the application's class loader, ends with it. To make a thread takes
 * some 50 µs, which no exchange notices. For one call.
 */
final class TimedCall {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final HttpPost post;
    private final ExchangeSettings settings;
    private final Failures failures;
    private final AbandonedCalls abandoned;
    private @Nullable Thread thread;

    /**
     * @param post what the call uses, and what is aborted; its settings have the deadline
     * @param abandoned earlier calls of this kind
     */
    TimedCall(HttpPost post, Failures failures, AbandonedCalls abandoned) {
        this.post = post;
        this.settings = post.settings();
        this.failures = failures;
        this.abandoned = abandoned;
    }

    /** Returns what the call uses. */
    HttpPost post() {
        return post;
    }

    /**
     * @param purpose for the thread's name
     * @param call throws {@link ExchangeException}, or an {@link IOException} that is explained here
     */
    <T> T run(String purpose, Callable<T> call) throws ExchangeException {
        return run(purpose, call, null);
    }

    /**
     * @param beside what this thread does instead of waiting only: it must be short, and throw nothing. Not before the
     *     request is on its way, or the application has nothing to do but wait for it: until then it would take processors
     *     from the two, which are busy with TLS.
     */
    <T> T run(String purpose, Callable<T> call, @Nullable Runnable beside) throws ExchangeException {
        int inTheWay = abandoned.inTheWay();
        if (inTheWay > 0) {
            throw failures.deadlinePassed("behind " + inTheWay + " earlier calls that have not ended");
        }
        long deadline = System.nanoTime() + settings.exchangeTimeout().toNanos();
        FutureTask<T> task = new FutureTask<>(call) {
            @Override
            protected void done() {
                post.haveTimeToSpare();
            }
        };
        Thread caller = AgentThread.create(purpose + "-" + settings.profile(), task);
        // The first lookup of a name decides whose name service the JVM has, from JDK 18 on: with the agent's
        // class loader for a context it would not be the one on the application's class path. So for what else it
        // meets there.
        caller.setContextClassLoader(ClassLoader.getSystemClassLoader());
        caller.start();
        thread = caller;
        try {
            if (beside != null && post.awaitTimeToSpare(deadline - System.nanoTime())) {
                beside.run();
            }
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String step = post.step();
            abandon(task, caller);
            throw failures.deadlinePassed(step);
        } catch (InterruptedException e) {
            abandon(task, caller);
            Thread.currentThread().interrupt();
            throw failures.interrupted();
        } catch (ExecutionException e) {
            throw explained(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits until its thread has ended, no longer than that. For the caller of {@link #run}. */
    void awaitEnd(long millis) throws InterruptedException {
        Thread started = thread;
        if (started != null) {
            started.join(millis);
        }
    }

    private ExchangeException explained(Throwable cause) {
        if (cause instanceof ExchangeException) {
            return (ExchangeException) cause;
        }
        return cause instanceof IOException
                ? failures.of((IOException) cause, post.step(), post.unreachedProxy())
                : failures.unexpected(cause, post.step());
    }

    private void abandon(FutureTask<?> task, Thread caller) {
        abandoned.add(caller);
        post.abort();
        task.cancel(true);
        AgentThread.create("abort-" + settings.profile(), () -> disconnectUntilEnded(caller))
                .start();
    }

    /**
     * On a thread of its own, since closing can block on a lock which a stuck read holds; not at once, since a call that
     * receives anything ends by itself; and more than once, since a call that is between two steps connects again.
     */
    private void disconnectUntilEnded(Thread caller) {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            caller.join(pause);
            while (caller.isAlive()) {
                post.disconnect();
                caller.join(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
