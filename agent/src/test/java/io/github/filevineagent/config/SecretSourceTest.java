package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that hang; what else can be wrong with a file is in {@link FileReadTest}. */
@Timeout(60)
class SecretSourceTest {
    private static final long BRIEF = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONG = TimeUnit.SECONDS.toNanos(50);

    @TempDir
    private Path directory;

    private Path file;
    private SecretSource source;

    @BeforeEach
    void locate() {
        file = directory.resolve("secret");
        source = SecretSource.file(file.toFile());
    }

    @Test
    void read_fileThatHangs_endsInTimeAndNamesIt() throws Exception {
        Fifo.at(file);

        assertNoAnswer(BRIEF);

        assertThat(source.hangs()).isTrue();
    }

    @Test
    void read_fileThatStillHangs_endsAtOnceAndNoFurtherThreadHangs() throws Exception {
        Fifo.at(file);
        long before = readers();
        assertNoAnswer(BRIEF);

        for (int i = 0; i < 20; i++) {
            assertNoAnswer(LONG);
        }

        assertThat(readers()).isEqualTo(before + 1);
    }

    @Test
    void read_fileReplacedThatHung_isRead() throws Exception {
        Fifo.at(file);
        assertNoAnswer(BRIEF);
        Files.delete(file);
        Files.writeString(file, "replaced");

        assertThat(source.read(LONG)).isEqualTo(Secret.of("replaced"));

        assertThat(source.hangs()).isFalse();
        Files.writeString(file, "rotated");
        assertThat(source.read(LONG)).isEqualTo(Secret.of("rotated"));
    }

    @Test
    void read_fileThatHungAndAnswers_isReadAnew() throws Exception {
        Fifo.at(file);
        assertNoAnswer(BRIEF);
        Files.newOutputStream(file, StandardOpenOption.WRITE).close();
        await().atMost(Duration.ofSeconds(30)).until(() -> !source.hangs());

        Files.delete(file);
        Files.writeString(file, "new");

        assertThat(source.read(LONG)).isEqualTo(Secret.of("new"));
    }

    @Test
    void read_replacedFileThatHangsToo_endsInTimeEachTime() throws Exception {
        Fifo.at(file);
        assertNoAnswer(BRIEF);
        Files.delete(file);
        Files.writeString(file, "good");
        assertThat(source.read(LONG)).isEqualTo(Secret.of("good"));
        Files.delete(file);
        assertThatThrownBy(() -> source.read(LONG)).hasMessageContaining("does not exist");

        Fifo.at(file);

        assertNoAnswer(BRIEF);
        assertNoAnswer(LONG);
    }

    @Test
    void read_interrupted_endsAndKeepsTheFlag() throws Exception {
        Fifo.at(file);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> source.read(LONG)).isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private void assertNoAnswer(long patience) {
        assertThatThrownBy(() -> source.read(patience))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " has not answered for ");
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("filevine-agent-file"))
                .count();
    }
}
