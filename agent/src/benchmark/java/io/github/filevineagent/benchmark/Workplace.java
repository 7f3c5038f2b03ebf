package io.github.filevineagent.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.benchmark.program.NoAgent;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The files that the measured JVMs are started with, all below Maven's {@code target} directory. */
final class Workplace {
    static final String PAT = "a-personal-access-token";

    private static final String PROGRAMS = "io/github/filevineagent/benchmark/program";

    private final Path target;
    private final Path directory;

    Workplace(Path target) throws IOException {
        this.target = target;
        this.directory = Files.createDirectories(target.resolve("benchmark"));
        Files.writeString(patFile(), PAT);
        Path classes = jarOf(Workplace.class);
        Manifest plain = new Manifest();
        plain.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        // A jar and no directory, because class-data sharing takes jars only.
        pack(programs(), plain, classes);
        Manifest premain = new Manifest(plain);
        premain.getMainAttributes().putValue("Premain-Class", NoAgent.class.getName());
        pack(emptyAgent(), premain, classes);
    }

    Path agent() {
        return target.resolve("filevine-agent.jar");
    }

    Path emptyAgent() {
        return directory.resolve("empty-agent.jar");
    }

    Path openTelemetry() {
        return directory.resolve("opentelemetry-javaagent.jar");
    }

    Path programs() {
        return directory.resolve("programs.jar");
    }

    /** Returns a class path of the programs and of Jackson, as the project would get it from Maven. */
    String programsWithJackson() {
        StringBuilder classPath = new StringBuilder(programs().toString());
        for (Class<?> type : List.of(JsonFactory.class, JsonProperty.class, ObjectMapper.class)) {
            classPath.append(File.pathSeparator).append(jarOf(type));
        }
        return classPath.toString();
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new BenchmarkException("where is " + type, e);
        }
    }

    /** Writes a configuration file for the agent. */
    Path configFile(String name, String lines) throws IOException {
        return Files.writeString(directory.resolve(name + ".properties"), lines);
    }

    Path patFile() {
        return directory.resolve("pat");
    }

    Path trustStore() {
        return directory.resolve("stand-in.p12");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Path report() {
        return target.resolve("benchmark.md");
    }

    private static void pack(Path jar, Manifest manifest, Path classes) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(classes.resolve(PROGRAMS))) {
            files = found.sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Path classFile : files) {
                out.putNextEntry(new JarEntry(PROGRAMS + "/" + classFile.getFileName()));
                Files.copy(classFile, out);
            }
        }
    }
}
