package io.github.filevineagent.support;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JDK of this machine. Immutable.
 *
 * <p>There is one for each release: of several, the one that runs this program, else what a {@code JAVA_HOME_…} variable
 * names, such as {@code JAVA_HOME_21}, else what lies where the system keeps JDKs; by name, where that leaves a choice. The
 * system property {@code test.jdks}, such as {@code 17,25}, leaves only those releases.
 */
public final class Jdk {
    private static final int OLDEST_SUPPORTED = 11;

    /** Of Linux, of macOS, and of the installers for Windows. */
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("/Program Files/Java"),
            Path.of("/Program Files/Eclipse Adoptium"));

    private static final String EXECUTABLE = isWindows() ? ".exe" : "";
    private static final Jdk CURRENT =
            new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
    private static final List<Jdk> ALL =
            choose(find(), System.getProperty("test.jdks", "").trim());

    private final Path home;
    private final int version;

    private Jdk(Path home, int version) {
        this.home = home;
        this.version = version;
    }

    /** Returns one JDK of each release that this project supports, oldest first. */
    public static List<Jdk> all() {
        return ALL;
    }

    /** Returns those of {@link #all} from this release on. */
    public static List<Jdk> since(int release) {
        return ALL.stream().filter(jdk -> jdk.version >= release).collect(Collectors.toList());
    }

    /** Returns the one that runs this program, whether it is one of {@link #all} or not. */
    public static Jdk current() {
        return CURRENT;
    }

    /** Returns the feature release, such as 17. */
    public int version() {
        return version;
    }

    public Path home() {
        return home;
    }

    /** Returns a program of the JDK, such as {@code java} or {@code keytool}. */
    public Path tool(String name) {
        return tool(home, name);
    }

    /** Returns a program of a JDK or of an image that {@code jlink} has made. */
    public static Path tool(Path home, String name) {
        return home.resolve("bin").resolve(name + EXECUTABLE);
    }

    /**
     * Writes down that a test has started a JVM of this JDK, and that it has come to a good end: one more line with the
     * release in a file, from which the build sees what the tests have really met.
     */
    public void recordUse() throws IOException {
        Files.writeString(
                Path.of("target", "jdks-used.txt"),
                version + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static Map<Integer, Jdk> find() {
        Map<Integer, Jdk> found = new TreeMap<>();
        try {
            for (Path home : candidates()) {
                int version = versionOf(home);
                if (version >= OLDEST_SUPPORTED) {
                    found.putIfAbsent(version, new Jdk(home.toRealPath(), version));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Jdk> choose(Map<Integer, Jdk> found, String releases) {
        if (releases.isEmpty()) {
            return List.copyOf(found.values());
        }
        Set<Integer> chosen =
                Stream.of(releases.split(",", -1)).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
        if (!found.keySet().containsAll(chosen)) {
            throw new IllegalArgumentException(
                    "test.jdks is " + releases + ", and this machine has only " + found.keySet());
        }
        found.keySet().retainAll(chosen);
        return List.copyOf(found.values());
    }

    private static List<Path> candidates() throws IOException {
        List<Path> candidates = new ArrayList<>();
        candidates.add(CURRENT.home);
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME_")) {
                candidates.add(Path.of(value));
            }
        });
        for (Path folder : FOLDERS) {
            candidates.addAll(entriesOf(folder));
        }
        return candidates;
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        Set<Path> homes = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    Path bundle = entry.resolve("Contents").resolve("Home");
                    homes.add(Files.isDirectory(bundle) ? bundle : entry);
                }
            }
        }
        return List.copyOf(homes);
    }

    /** Returns the release from the file {@code release} that each JDK has, or 0 if this is no JDK of Java 9 or later. */
    private static int versionOf(Path home) throws IOException {
        Path file = home.resolve("release");
        if (!Files.isExecutable(tool(home, "javac")) || !Files.isRegularFile(file)) {
            return 0;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty() || version.startsWith("1.")
                ? 0
                : Runtime.Version.parse(version).feature();
    }
}
