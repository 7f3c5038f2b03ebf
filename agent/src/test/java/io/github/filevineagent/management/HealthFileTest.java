package io.github.filevineagent.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it says and removes; what is in the file is for the integration test. */
class HealthFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), Log.Level.WARN);

    private @Nullable HealthFile health;

    @TempDir
    Path directory;

    @AfterEach
    void end() {
        if (health != null) {
            health.end();
        }
    }

    @Test
    void start_noProfileAndAnOldFile_removesIt() throws Exception {
        Path file = Files.writeString(directory.resolve("health"), "default FRESH");

        health = HealthFile.startFor(file.toString(), List::of, log);

        await().atMost(PATIENCE).until(() -> !Files.exists(file));
        assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void start_directoryInItsPlace_isWarnedOfOnce() throws Exception {
        Path file = Files.createDirectory(directory.resolve("health"));
        Files.writeString(file.resolve("inside"), "");

        health = HealthFile.startFor(file.toString(), List::of, log);

        await().atMost(PATIENCE).until(() -> logged.size() > 0);
        assertThat(logged.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("[filevine-agent] warn: filevine.health-file can't be kept at " + file + " (");
    }

    @Test
    void start_noPath_isWarnedOf() {
        health = HealthFile.startFor("a\0b", List::of, log);

        await().atMost(PATIENCE).until(() -> logged.size() > 0);
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("filevine.health-file can't be kept at");
    }
}
