package io.github.filevineagent.it.client;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs a scenario on a thread of its own, so that one that is stuck does not hide the others. */
final class ScenarioThread {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Scenario scenario;
    private final Call call;
    private final Thread thread;

    ScenarioThread(Scenario scenario, Call call) {
        this.scenario = scenario;
        this.call = call;
        this.thread = new Thread(this::run, call.tag());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns once the scenario waits for something, or is at its end. */
    void awaitWaiting() {
        long start = System.nanoTime();
        while (thread.isAlive()
                && !waits(thread)
                && System.nanoTime() - start < scenario.limit().toNanos()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether a thread waits in the JDK's client or in the agent, and neither for a lock nor on its way there. */
    static boolean waits(Thread thread) {
        Thread.State state = thread.getState();
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("java.util.concurrent.CompletableFuture")
                                || frame.getClassName().startsWith("io.github.filevineagent.refresh."));
    }

    void await() throws InterruptedException {
        thread.join(scenario.limit().toMillis());
        StackTraceElement[] stack = thread.getStackTrace();
        if (stack.length > 0) {
            call.report("stuck", stack[0]);
        }
    }

    private void run() {
        try {
            scenario.run(call);
        } catch (Throwable t) {
            call.report("thrown", t);
            if (t.getCause() != null) {
                call.report("cause", t.getCause());
            }
        }
        call.report("interrupted", Thread.currentThread().isInterrupted());
    }
}
