package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.standin.ClientCredentials;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** One soak on one JDK, with servers of its own. */
final class SoakRun {
    private static final int FIRMS = 200;
    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(20);

    /** Before and after what happens: for the start, and for everybody to recover. */
    private static final Duration BEFORE = Duration.ofSeconds(10);

    /** What has begun ends up to 22 s later; after that each firm is served once more, also on a busy machine. */
    private static final Duration AFTER = Duration.ofSeconds(60);

    /** Longer than any suspension, or an exchange would fail that, for all that the servers saw, did not. */
    private static final Duration CONNECT_TIMEOUT = Plan.SUSPENSION.plusSeconds(3);

    private static final Duration EXCHANGE_TIMEOUT = Plan.SUSPENSION.plusSeconds(4);

    private static final long PATIENCE_SECONDS = 120;

    private SoakRun() {}

    static Outcome on(Jdk jdk, Path agent, Duration length, long seed) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("filevine-soak-");
        Map<String, String> owners = FirmFiles.newOwners();
        Ledger ledger = new Ledger(owners, new Random(seed));
        String secret = UUID.randomUUID().toString();
        try (StandIn standIn = StandIn.start(
                new ClientCredentials(UUID.randomUUID().toString(), FirmFiles.CLIENT_ID, secret),
                TOKEN_LIFETIME,
                InstantSource.system(),
                ledger,
                ledger)) {
            FirmFiles files = new FirmFiles(standIn, secret, directory, FIRMS, new Random(seed), owners);
            // A copy: what is being built beside this may replace the other one, under the feet of a JVM that has it
            // open.
            Path agentCopy = Files.copy(agent, directory.resolve("filevine-agent.jar"));
            Path trustStore = standIn.writeTrustStore(directory.resolve("trust-store.p12"));
            try (Vendor vendor =
                    new Vendor(jdk, arguments(agentCopy, trustStore, files, standIn, length, files.firms()))) {
                Plan plan = new Plan(files, standIn, ledger, vendor, new Random(seed));
                Thread.sleep(BEFORE.toMillis());
                plan.run(length.minus(BEFORE).minus(AFTER));
                int status = vendor.await(PATIENCE_SECONDS);
                return new Outcome(jdk, status, ledger, plan, vendor);
            }
        } finally {
            delete(directory);
        }
    }

    private static List<String> arguments(
            Path agent, Path trustStore, FirmFiles files, StandIn standIn, Duration length, List<String> firms) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx256m",
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + Tls.STORE_PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-javaagent:" + agent,
                "-Dfilevine.profiles-dir=" + files.directory(),
                "-Dfilevine.token-wait=" + Outcome.TOKEN_WAIT.toSeconds() + "s",
                "-Dfilevine.connect-timeout=" + CONNECT_TIMEOUT.toSeconds() + "s",
                "-Dfilevine.exchange-timeout=" + EXCHANGE_TIMEOUT.toSeconds() + "s",
                "-Dfilevine.log-timestamps=true",
                "-cp",
                System.getProperty("java.class.path"),
                SoakedProgram.class.getName()));
        arguments.addAll(List.of(
                "--gateway=" + standIn.gateway(),
                "--firms=" + String.join(",", firms),
                "--project=" + StandIn.PROJECT,
                "--threads=6",
                "--every=0.1s",
                "--run-for=" + length.toSeconds() + "s"));
        return arguments;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
