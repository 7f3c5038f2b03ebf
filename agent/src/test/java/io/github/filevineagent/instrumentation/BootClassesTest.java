package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootClassesTest {
    private final FakeInstrumentation instrumentation = new FakeInstrumentation();

    @Test
    void define_internalsStayClosed_fallsBackToTheBootSearchPath(@TempDir Path directory) throws IOException {
        File jar = emptyJar(directory);

        BootClasses.define(instrumentation.get(), jar);

        assertThat(instrumentation.calls()).containsExactly("append " + jar);
    }

    @Test
    void define_anotherThreadWasQuicker_leavesItAtThat(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process jvm = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        locationOf(BootClasses.class) + File.pathSeparator + locationOf(DefineBootClasses.class),
                        DefineBootClasses.class.getName(),
                        emptyJar(directory).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).isEqualTo("null []");
        assertThat(jvm.exitValue()).isZero();
    }

    @Test
    void names_packageBootstrap_areAllOfItsClasses() throws Exception {
        Path classes = locationOf(BootClasses.class);
        try (Stream<Path> files = Files.list(classes.resolve("io/github/filevineagent/bootstrap"))) {
            assertThat(files.map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/')))
                    .filteredOn(file -> !file.endsWith("/package-info.class"))
                    .containsExactlyInAnyOrderElementsOf(BootClasses.NAMES.stream()
                            .map(name -> name + ".class")
                            .collect(Collectors.toList()));
        }
    }

    private static File emptyJar(Path directory) throws IOException {
        File jar = directory.resolve("agent with a space.jar").toFile();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar.toPath()))) {
            out.putNextEntry(new ZipEntry("empty"));
        }
        return jar;
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
