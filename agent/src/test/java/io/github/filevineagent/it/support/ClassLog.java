package io.github.filevineagent.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a JVM writes down about each class that it loads: the name, and where the class is from. Immutable. */
public final class ClassLog {
    private static final String SOURCE = " source: ";

    private final Path file;

    /**
     * @param file where the JVM writes, which need not be there yet
     */
    public ClassLog(Path file) {
        this.file = file;
    }

    /** Makes a JVM write this log. */
    public ForkedJvm keptBy(ForkedJvm jvm) {
        // Without decorations a line is a class; without a limit there is one file.
        return jvm.option("-Xlog:class+load=info:file=" + file + ":none:filecount=0");
    }

    /** Returns the names of the loaded classes, in the order of loading. */
    public List<String> names() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains(SOURCE))
                .map(line -> line.substring(0, line.indexOf(SOURCE)))
                .collect(Collectors.toList());
    }

    /** Returns where each class of this name is from: as many as there are loaders that have defined one. */
    public List<String> sourcesOf(String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + SOURCE))
                .map(line -> line.substring(name.length() + SOURCE.length()))
                .collect(Collectors.toList());
    }
}
