package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        File jar = directory.resolve("agent with a space.jar").toFile();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar.toPath()))) {
            out.putNextEntry(new ZipEntry("empty"));
        }

        BootClasses.define(instrumentation.get(), jar);

        assertThat(instrumentation.calls()).containsExactly("append " + jar);
    }

    @Test
    void names_packageBootstrap_areAllOfItsClasses() throws Exception {
        Path classes = Path.of(BootClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("io/github/filevineagent/bootstrap"))) {
            assertThat(files.map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/')))
                    .filteredOn(file -> !file.endsWith("/package-info.class"))
                    .containsExactlyInAnyOrderElementsOf(BootClasses.NAMES.stream()
                            .map(name -> name + ".class")
                            .collect(Collectors.toList()));
        }
    }
}
