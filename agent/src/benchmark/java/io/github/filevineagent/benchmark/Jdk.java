package io.github.filevineagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JDK on this machine. */
record Jdk(int feature, Path home) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final int FIRST_WITH_AOT_CACHE = 25;

    /** Returns one of each feature version from 17 on: those in the usual place, and the one that runs the benchmark. */
    static Iterable<Jdk> all() throws IOException {
        Map<Integer, Jdk> found = new TreeMap<>();
        Path own = Path.of(System.getProperty("java.home"));
        found.put(Runtime.version().feature(), new Jdk(Runtime.version().feature(), own));
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> entries = Files.list(INSTALLED)) {
                for (Path home : (Iterable<Path>) entries.sorted()::iterator) {
                    if (Files.isRegularFile(home.resolve("release")) && Files.isExecutable(home.resolve("bin/jcmd"))) {
                        int feature = feature(home.resolve("release"));
                        found.putIfAbsent(feature, new Jdk(feature, home));
                    }
                }
            }
        }
        found.keySet().removeIf(feature -> feature < 17);
        return found.values();
    }

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Whether {@code -XX:AOTCacheOutput} writes a cache in one step. */
    boolean hasAotCache() {
        return feature >= FIRST_WITH_AOT_CACHE;
    }

    @Override
    public String toString() {
        return String.valueOf(feature);
    }

    private static int feature(Path release) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(release)) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
