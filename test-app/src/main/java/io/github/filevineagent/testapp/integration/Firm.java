package io.github.filevineagent.testapp.integration;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** One firm that is served: with each client in turn. For one thread at a time. */
final class Firm {
    /** Out of so many times it is read only, and written to in the last. */
    private static final int WRITE_EACH = 4;

    private final List<Synchronisation> clients;
    private final OptionalLong project;
    private final AtomicInteger answers = new AtomicInteger();
    private int times;
    private volatile boolean served;

    Firm(List<Synchronisation> clients, OptionalLong project) {
        this.clients = clients;
        this.project = project;
    }

    /** Does what there is to do for it once. */
    void serve(Path document) throws InterruptedException {
        Synchronisation client = clients.get(times % clients.size());
        times++;
        boolean succeeded = client.listProjects();
        if (project.isPresent() && times % WRITE_EACH == 0) {
            succeeded &= client.write(project.getAsLong(), document);
        }
        served = succeeded;
        answers.addAndGet(succeeded ? 1 : 0);
    }

    /** Returns how often it was served. For any thread, as {@link #isServed}. */
    int answers() {
        return answers.get();
    }

    /** Whether all went well the last time. */
    boolean isServed() {
        return served;
    }
}
