package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.testapp.integration.FirmSync;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The vendor's program, with a thread that tells how its JVM is. */
public final class SoakedProgram {
    private static final long PAUSE_SECONDS = 5;

    private SoakedProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Thread sampler = new Thread(SoakedProgram::sample, "soak-vitals");
        sampler.setDaemon(true);
        sampler.start();
        FirmSync.main(arguments);
    }

    private static void sample() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                long used = runtime.totalMemory() - runtime.freeMemory();
                long ofAgent = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("filevine-agent"))
                        .count();
                System.out.printf("vitals: agent-threads=%d threads=%d heap=%d%n", ofAgent, Thread.activeCount(), used);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
