package io.github.filevineagent.it.client;

import java.util.concurrent.TimeUnit;

/** Runs a scenario on a thread of its own, so that one that is stuck does not hide the others. */
final class ScenarioThread {
    private static final long LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(20);

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

    void await() throws InterruptedException {
        thread.join(LIMIT_MILLIS);
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
