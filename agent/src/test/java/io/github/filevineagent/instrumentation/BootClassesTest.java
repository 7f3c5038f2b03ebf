package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
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

        assertThat(instrumentation.calls()).hasSize(2);
        assertThat(instrumentation.calls().get(0)).startsWith("open java.base {jdk.internal.misc=");
        assertThat(instrumentation.calls().get(1)).isEqualTo("append " + jar);
    }
}
