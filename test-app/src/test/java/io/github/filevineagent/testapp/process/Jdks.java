package io.github.filevineagent.testapp.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class Jdks {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdks() {}

    /** Returns the home of one JDK for each feature release from 17 on: this one, and those in {@code /usr/lib/jvm}. */
    public static Map<Integer, Path> byRelease() throws IOException {
        Map<Integer, Path> jdks = new TreeMap<>();
        jdks.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> homes = Files.list(INSTALLED)) {
                for (Path home : homes.filter(Jdks::hasLauncher).toList()) {
                    jdks.putIfAbsent(release(home), home);
                }
            }
        }
        jdks.keySet().removeIf(release -> release < 17);
        return jdks;
    }

    /**
     * Writes down that a test has started this command, and that it has come to a good end: where it is a JDK's {@code java},
     * one more line with the release in {@code target/jdks-used.txt}, from which the build sees what the tests have really met.
     */
    public static void recordUse(Path program) throws IOException {
        Path home = program.resolve("../..").normalize();
        if (program.endsWith("bin/java") && hasLauncher(home)) {
            Files.writeString(
                    Path.of("target/jdks-used.txt"),
                    release(home) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static boolean hasLauncher(Path home) {
        return Files.isExecutable(home.resolve("bin/java")) && Files.isRegularFile(home.resolve("release"));
    }

    private static int release(Path home) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        // Before Java 9, version numbers began with 1.
        return version.startsWith("1.") ? 8 : Runtime.Version.parse(version).feature();
    }
}
