package io.github.filevineagent.testapp.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {
    @TempDir
    Path directory;

    @AfterEach
    void clearProperty() {
        System.clearProperty(AgentJar.PROPERTY);
    }

    @Test
    void find_namedFile_isTaken() throws Exception {
        Path jar = Files.createFile(directory.resolve("an agent.jar"));
        System.setProperty(AgentJar.PROPERTY, jar.toString());

        assertThat(AgentJar.find()).isEqualTo(jar.toAbsolutePath());
    }

    @Test
    void find_noSuchFile_saysWhatToRun() {
        Path missing = directory.resolve("missing.jar");
        System.setProperty(AgentJar.PROPERTY, missing.toString());

        assertThatThrownBy(AgentJar::find)
                .isInstanceOf(DemoException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("mvn -q -DskipTests package")
                .hasMessageContaining("-Ddemo.agent=FILE");
    }
}
