package io.github.filevineagent.testapp.monitoring;

import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.standin.ClientCredentials;
import io.github.filevineagent.testapp.standin.Filter;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A vendor's machine: firms as files in a directory, each with its organisation and PAT, and a Filevine that knows them. */
final class Vendor implements AutoCloseable {
    /** In each PAT, and in the client's secret. */
    static final String SECRET = "secret-4711";

    private static final Path AGENT = Path.of("../agent/target/filevine-agent.jar");
    private static final String CLIENT_ID = "client";

    private final Path directory;
    private final Path firms;
    private final StandIn filevine;
    private final Path trustStore;

    Vendor(Path directory, Filter filter) throws IOException {
        this.directory = directory;
        this.firms = Files.createDirectory(directory.resolve("firms"));
        this.filevine = StandIn.start(
                new ClientCredentials("unused-" + SECRET, CLIENT_ID, "client-" + SECRET),
                Duration.ofMinutes(20),
                InstantSource.system(),
                request -> {},
                filter);
        this.trustStore = filevine.writeTrustStore(directory.resolve("trust-store.p12"));
    }

    static String patOf(String firm) {
        return firm + "-" + SECRET;
    }

    /** Has Filevine know a firm's PAT. */
    void register(String firm, String organisation) {
        filevine.addFirm(organisation, patOf(firm));
    }

    /** Makes a firm's file. */
    void addFile(String firm, String organisation) throws IOException {
        Path file = Files.writeString(
                directory.resolve(firm),
                String.join(
                        "\n",
                        "org-id=" + organisation,
                        "pat=" + patOf(firm),
                        "client-id=" + CLIENT_ID,
                        "client-secret=client-" + SECRET,
                        "identity-url=" + filevine.identity(),
                        "gateway-hosts=" + filevine.gateway()));
        // Not new any more: the agent takes it at the first look.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        Files.move(file, firms.resolve(firm + ".properties"), StandardCopyOption.ATOMIC_MOVE);
    }

    void removeFile(String firm) throws IOException {
        Files.delete(firms.resolve(firm + ".properties"));
    }

    /** Makes the tokens invalid that a firm has. */
    void revokeTokens(String organisation) {
        filevine.revokeTokens(organisation);
    }

    /** Starts the application on this machine, with further options for the JVM. */
    MonitoredJvm start(Jdk jdk, Order order, String... further) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Dfilevine.profiles-dir=" + firms,
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + Tls.STORE_PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12"));
        options.addAll(List.of(further));
        return MonitoredJvm.start(
                jdk, order, "-javaagent:" + AGENT, options, filevine.gateway() + "/fv-app/v2/Projects", directory);
    }

    @Override
    public void close() {
        filevine.close();
    }
}
