package io.github.filevineagent.it.client;

/** The main class: runs the suites that its arguments name, and ends with exit status 0 if it gets through all of them. */
public final class Application {
    private Application() {}

    public static void main(String[] suites) throws InterruptedException {
        for (String suite : suites) {
            Suite.valueOf(suite).run();
        }
        // Threads of a scenario that is stuck must not keep the JVM.
        System.exit(0);
    }
}
