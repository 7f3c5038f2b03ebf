package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;

/**
 * Runs the soak on each JDK, all at the same time, and prints what came of it. The same seed gives the same plan.
 *
 * <p>Exit status: 0 if all was well, 1 if not, 2 if it could not run.
 */
final class Soak {
    private static final Duration SHORTEST = Duration.ofMinutes(4);

    /** Tells of each connection that is cut, which here is nothing to be told. Held, since a logger that nobody holds is forgotten. */
    private static final Logger SERVER_LOG = Logger.getLogger("mockwebserver3.MockWebServer");

    private Soak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Duration length = Duration.parse("PT" + System.getProperty("soak.for"));
        if (length.compareTo(SHORTEST) < 0) {
            System.err.println("soak.for is " + length + ", and nothing can be said of less than " + SHORTEST + ".");
            System.exit(2);
        }
        SERVER_LOG.setUseParentHandlers(false);
        long seed = Long.getLong("soak.seed");
        Path agent = Path.of(System.getProperty("soak.agent"));
        System.out.println("The soak takes " + length.toSeconds() + " s; its seed is " + seed + ".");
        List<Jdk> jdks = Jdk.since(17);
        ExecutorService threads = Executors.newFixedThreadPool(jdks.size());
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (Jdk jdk : jdks) {
            outcomes.add(threads.submit(() -> SoakRun.on(jdk, agent, length, seed)));
        }
        boolean passed = true;
        for (Future<Outcome> outcome : outcomes) {
            try {
                passed &= outcome.get().print(System.out);
            } catch (ExecutionException e) {
                e.printStackTrace();
                System.exit(2);
            }
        }
        threads.shutdown();
        System.exit(passed ? 0 : 1);
    }
}
