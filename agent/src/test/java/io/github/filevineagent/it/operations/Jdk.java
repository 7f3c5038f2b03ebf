package io.github.filevineagent.it.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A JDK that is installed on this machine. */
final class Jdk {
    private final Path home;

    private Jdk(Path home) {
        this.home = home;
    }

    /** Returns those below {@code /usr/lib/jvm}, and the one that runs this test. */
    static Stream<Jdk> all() throws IOException {
        Set<Path> homes = new TreeSet<>();
        homes.add(Path.of(System.getProperty("java.home")).toRealPath());
        Path directory = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> entries = Files.list(directory)) {
                for (Path entry : (Iterable<Path>) entries::iterator) {
                    if (Files.isExecutable(entry.resolve("bin/java"))
                            && Files.isRegularFile(entry.resolve("release"))) {
                        homes.add(entry.toRealPath());
                    }
                }
            }
        }
        return homes.stream().map(Jdk::new);
    }

    static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    @Override
    public String toString() {
        return home.getFileName().toString();
    }
}
