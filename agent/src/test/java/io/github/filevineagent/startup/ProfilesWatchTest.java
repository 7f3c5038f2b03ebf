package io.github.filevineagent.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfilesDirectory;
import io.github.filevineagent.refresh.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProfilesWatchTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), Log.Level.INFO);

    @TempDir
    Path path;

    private ProfilesDirectory directory;
    private RunningProfiles profiles;
    private long seconds;
    private boolean clockFails;
    private ProfilesWatch watch;

    @BeforeEach
    void prepare() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("filevine.profiles-dir", path.toString());
        // There is no exchange in these tests.
        properties.setProperty("filevine.refresh", "when-used");
        AgentConfig config = new ConfigReader(properties, Map.of()).read();
        directory = new ProfilesDirectory(path.toString(), config.profiles(), log);
        profiles = RunningProfiles.start(config, "1.2.3", log);
        watch = new ProfilesWatch(directory, profiles, new SteppedClock(), log);
    }

    @Test
    void step_files_areProfilesAtOnceOrASecondLater() throws Exception {
        Files.writeString(path.resolve("smith.properties"), "pat=p\norg-id=7");

        assertThat(watch.step()).as("written just now").isEqualTo(SECOND);
        assertThat(profiles.configs()).isEmpty();
        seconds++;
        assertThat(watch.step()).isEqualTo(5 * SECOND);
        assertThat(profiles.configs()).hasSize(1);

        Files.delete(path.resolve("smith.properties"));
        seconds += 5;
        assertThat(watch.step()).isEqualTo(SECOND);
        assertThat(profiles.configs()).hasSize(1);
        seconds++;
        assertThat(watch.step()).isEqualTo(5 * SECOND);
        assertThat(profiles.configs()).isEmpty();
    }

    @Test
    void awaitFirstLook_filesWrittenJustNow_waitsUntilTheyCount() throws Exception {
        Files.writeString(path.resolve("smith.properties"), "pat=p\norg-id=7");
        watch.step();
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> watch.awaitFirstLook(Duration.ofMinutes(10)));
        assertThat(waiting).isNotDone();
        seconds++;
        watch.step();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .as("the agent's first line names them")
                .isEmpty();
    }

    @Test
    void awaitFirstLook_noDirectory_doesNotWaitForIt() throws Exception {
        Files.delete(path);
        watch.step();

        watch.awaitFirstLook(Duration.ofMinutes(10));

        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("warn: filevine.profiles-dir: " + path + " does not exist.");
        Files.createDirectory(path);
    }

    /** As with a directory that does not answer. */
    @Test
    void awaitFirstLook_noLook_endsWithTheTokenWait() throws Exception {
        watch.awaitFirstLook(Duration.ofMillis(50));
        Files.writeString(path.resolve("smith.properties"), "pat=p\norg-id=7");
        watch.step();
        seconds++;
        watch.step();

        assertThat(logged.toString(StandardCharsets.UTF_8))
                .as("the agent's first line could not name them")
                .contains("filevine.profiles-dir: new profiles: smith.");
    }

    @Test
    void step_fails_isSaidOnceAndTriedAgain() throws Exception {
        Files.writeString(path.resolve("smith.properties"), "pat=p\norg-id=7");
        clockFails = true;

        assertThat(watch.step()).isEqualTo(5 * SECOND);
        assertThat(watch.step()).isEqualTo(5 * SECOND);
        watch.awaitFirstLook(Duration.ofMinutes(10));

        assertThat(logged.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("warn: the profiles of filevine.profiles-dir could not be brought up to date, which is tried"
                        + " again: java.lang.IllegalStateException: no clock");
        clockFails = false;
        watch.step();
        seconds++;
        watch.step();
        assertThat(profiles.configs()).hasSize(1);
    }

    @Test
    void start_thread_looksByItself() throws Exception {
        Files.writeString(path.resolve("smith.properties"), "pat=p\norg-id=7");
        ProfilesWatch started = new ProfilesWatch(directory, profiles, Clock.SYSTEM, log);

        started.start();
        started.awaitFirstLook(Duration.ofMinutes(10));

        await().atMost(Duration.ofSeconds(30)).until(() -> profiles.configs().size() == 1);
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(thread -> thread.getName().equals("filevine-agent-profiles") && thread.isDaemon());
    }

    /** The test's files have been written now, by its wall clock. */
    private final class SteppedClock implements Clock {
        private final long start = System.currentTimeMillis();

        @Override
        public long nanoTime() {
            return seconds * SECOND;
        }

        @Override
        public long currentTimeMillis() {
            if (clockFails) {
                throw new IllegalStateException("no clock");
            }
            return start + seconds;
        }
    }
}
