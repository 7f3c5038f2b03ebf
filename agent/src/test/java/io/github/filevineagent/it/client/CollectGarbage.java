package io.github.filevineagent.it.client;

/** Collects garbage once the agent is ready. */
public final class CollectGarbage {
    private CollectGarbage() {}

    public static void main(String[] arguments) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("filevine-agent-startup")) {
                thread.join();
            }
        }
        System.gc();
    }
}
