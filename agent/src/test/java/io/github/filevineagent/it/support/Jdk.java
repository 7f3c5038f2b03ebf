package io.github.filevineagent.it.support;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A JDK of this machine. Immutable. */
public final class Jdk {
    private static final int OLDEST_SUPPORTED = 11;
    private static final Path DIRECTORY_OF_JDKS = Path.of("/usr/lib/jvm");

    private static final List<Jdk> ALL = find();

    private final Path home;
    private final int version;

    private Jdk(Path home, int version) {
        this.home = home;
        this.version = version;
    }

    /**
     * Returns one JDK of each feature version, oldest first: the one that runs the tests, those of {@code /usr/lib/jvm}, and
     * those that {@code JAVA_HOME_…} variables name.
     */
    public static List<Jdk> all() {
        return ALL;
    }

    /** Returns the one that runs the tests. */
    public static Jdk current() {
        int version = Runtime.version().feature();
        return ALL.stream().filter(jdk -> jdk.version == version).findFirst().orElseThrow();
    }

    /**
     * Writes down that a test has started a JVM of this JDK, and that it has come to a good end: one more line with the
     * release in {@code target/jdks-used.txt}, from which the build sees what the tests have really met.
     */
    public void recordUse() throws IOException {
        Files.writeString(
                BuildDirectory.resolve("jdks-used.txt"),
                version + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    public int version() {
        return version;
    }

    /** Returns a program of the JDK, such as {@code java} or {@code keytool}. */
    public Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }

    private static List<Jdk> find() {
        Map<Integer, Jdk> byVersion = new TreeMap<>();
        try {
            for (Path home : candidates()) {
                int version = versionOf(home);
                if (version >= OLDEST_SUPPORTED) {
                    byVersion.putIfAbsent(version, new Jdk(home.toRealPath(), version));
                }
            }
            return List.copyOf(byVersion.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> candidates() throws IOException {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME_")) {
                candidates.add(Path.of(value));
            }
        });
        if (Files.isDirectory(DIRECTORY_OF_JDKS)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(DIRECTORY_OF_JDKS)) {
                homes.forEach(candidates::add);
            }
        }
        return candidates;
    }

    /** Returns the feature version from the file {@code release} that each JDK has, or 0 if this is no JDK. */
    private static int versionOf(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isRegularFile(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty() ? 0 : Runtime.Version.parse(version).feature();
    }
}
