package io.github.filevineagent.testapp.libraries;

import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Command.Finished;
import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.standin.ClientCredentials;
import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Server;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link LibraryApp} with the packaged agent, against a stand-in that revokes the first access token as soon
 * as it has been used.
 */
final class LibraryRun {
    static final OptionalInt FIRST_TOKEN = OptionalInt.of(1);
    static final String SECRET = "pat-secret-4711";

    private static final Path AGENT = Path.of("../agent/target/filevine-agent.jar");

    /** The applications alone, compiled for Java 11. */
    private static final Path APPLICATIONS = Path.of("target/library-classes");

    /** What the application does. */
    enum Call {
        READ,
        WRITE,
        READ_ELSEWHERE;

        private String at(StandIn filevine) {
            return switch (this) {
                case READ -> "GET " + filevine.gateway() + "/fv-app/v2/Projects";
                case WRITE ->
                    "POST " + filevine.gateway() + "/fv-app/v2/Notes {\"projectId\":{\"native\":" + StandIn.PROJECT
                            + "},\"body\":\"Called the client.\"}";
                case READ_ELSEWHERE -> "GET " + filevine.storage() + "/documents/1";
            };
        }
    }

    private final Path directory;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile @Nullable StandIn running;

    LibraryRun(Path directory) {
        this.directory = directory;
    }

    /** Runs the application to its end and returns what it printed. */
    Finished run(Library library, Jdk jdk, Call... calls) throws IOException, InterruptedException {
        ClientCredentials credentials = ClientCredentials.of(SECRET);
        try (StandIn filevine =
                StandIn.start(credentials, Duration.ofMinutes(20), InstantSource.system(), this::observe)) {
            running = filevine;
            Stream<String> arguments = Stream.of(
                            options(filevine),
                            Stream.of("-cp", classPath(library), LibraryApp.class.getName()),
                            Stream.of(library.name()),
                            Stream.of(calls).map(call -> call.at(filevine)))
                    .flatMap(words -> words);
            return Command.java(jdk, arguments.toList()).run();
        }
    }

    /** Returns what this server of the stand-in saw, in order. */
    List<Seen> seenBy(Server server) {
        return seen.stream().filter(request -> request.server() == server).toList();
    }

    private void observe(Seen request) {
        seen.add(request);
        StandIn filevine = running;
        if (filevine != null
                && request.server() == Server.GATEWAY
                && request.status() == 200
                && request.generation().equals(FIRST_TOKEN)) {
            filevine.revokeTokens();
        }
    }

    private Stream<String> options(StandIn filevine) throws IOException {
        Path trustStore = filevine.writeTrustStore(directory.resolve("trust-store.p12"));
        Path pat = Files.writeString(directory.resolve("pat"), SECRET);
        return Stream.of(
                "-javaagent:" + AGENT,
                "-Dfilevine.identity-url=" + filevine.identity(),
                "-Dfilevine.gateway-hosts=" + filevine.gateway(),
                "-Dfilevine.pat-file=" + pat,
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + Tls.STORE_PASSWORD);
    }

    /** The applications, and of this JVM's class path the jars that lie in the library's groups' folders. */
    private static String classPath(Library library) {
        // Maven's test plugins start the JVM with a jar that only refers to the real class path.
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(
                        Stream.of(APPLICATIONS.toString()),
                        Stream.of(all.split(File.pathSeparator)).filter(entry -> isOf(library, entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOf(Library library, String entry) {
        String path = entry.replace(File.separatorChar, '/');
        return library.groups().stream().anyMatch(group -> path.contains('/' + group.replace('.', '/') + '/'));
    }
}
