package io.github.filevineagent.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"OFF, 0", "ERROR, 1", "WARN, 2", "INFO, 3", "DEBUG, 4"})
    void write_eachLevel_writesWhatIsAsImportantAsTheLevel(Log.Level level, int lines) {
        Log log = log(level);

        log.error("e");
        log.warn("w");
        log.info("i");
        log.debug("d");

        assertThat(lines())
                .isEqualTo(List.of(
                                "[filevine-agent] error: e",
                                "[filevine-agent] warn: w",
                                "[filevine-agent] i",
                                "[filevine-agent] debug: d")
                        .subList(0, lines));
    }

    @ParameterizedTest
    @EnumSource
    void isDebug_level_isTrueForDebugOnly(Log.Level level) {
        assertThat(log(level).isDebug()).isEqualTo(level == Log.Level.DEBUG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u0000b", "a\u001Bb", "a\u0085b", "a\u2028b", "a\u2029b"})
    void write_controlCharacterOrLineSeparator_isOneLineWithABlank(String message) {
        log(Log.Level.INFO).info(message);

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("[filevine-agent] a b" + System.lineSeparator());
    }

    @Test
    @Timeout(60)
    void write_streamThatHangs_losesLinesAndKeepsNobody() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Log log = new Log(new Hanging(output, end), Log.Level.INFO);

        for (int i = 0; i < 1000; i++) {
            log.info("hangs");
        }
        assertThat(lines()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("filevine-agent-log"))
                .singleElement()
                .extracting(Thread::isDaemon)
                .isEqualTo(true);

        end.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> !lines().isEmpty());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            log.info("again");
            assertThat(lines()).contains("[filevine-agent] again");
        });
    }

    @Test
    void write_streamThatThrowsOrIsGone_throwsNothing() {
        new Log(null, Log.Level.INFO).error("nobody hears it");
        new Log(
                        new PrintStream(output) {
                            @Override
                            public void println(String line) {
                                throw new StackOverflowError(line);
                            }
                        },
                        Log.Level.INFO)
                .error("nobody hears it");

        assertThat(lines()).isEmpty();
    }

    @Test
    void write_interrupted_writesAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        log(Log.Level.INFO).info("a");
        boolean flag = Thread.interrupted();

        assertThat(lines()).containsExactly("[filevine-agent] a");
        assertThat(flag).isTrue();
    }

    @Test
    void write_timestamps_areBehindThePrefix() {
        new Log(stream(), Log.Level.INFO, true, (Log.Destination) null).warn("a");

        assertThat(lines())
                .singleElement()
                .asString()
                .matches("\\[filevine-agent] \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z warn: a");
    }

    @Test
    void write_applicationTakesIt_getsTheLineAndStandardErrorNothing() {
        List<String> taken = new CopyOnWriteArrayList<>();
        Log log = logTo((level, line) -> taken.add(level + " " + line));

        log.warn("a\nb");
        log.debug("c");

        assertThat(taken).containsExactly("WARN a b");
        assertThat(lines()).isEmpty();
    }

    @Test
    void write_applicationDoesNotTakeItOrThrows_goesToStandardError() {
        logTo((level, line) -> false).warn("a");
        logTo((level, line) -> {
                    throw new StackOverflowError();
                })
                .warn("b");

        assertThat(lines()).containsExactly("[filevine-agent] warn: a", "[filevine-agent] warn: b");
    }

    @Test
    @Timeout(60)
    void write_applicationHangs_goesToStandardErrorMeanwhile() {
        CountDownLatch end = new CountDownLatch(1);
        List<String> taken = new CopyOnWriteArrayList<>();
        Log log = logTo((level, line) -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return taken.add(line);
        });

        log.info("a");
        for (int i = 0; i < 100; i++) {
            log.info("b");
        }

        assertThat(lines()).hasSize(100).containsOnly("[filevine-agent] b");
        end.countDown();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            log.info("c");
            assertThat(taken).contains("a", "c");
        });
    }

    /** One that ships its lines by http, for which the agent has something to say. */
    @Test
    @Timeout(60)
    void write_applicationHasTheAgentWriteMore_waitsForNobody() {
        AtomicReference<Log> self = new AtomicReference<>();
        Log log = logTo((level, line) -> {
            long start = System.nanoTime();
            Objects.requireNonNull(self.get()).warn("while " + line);
            return System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(900);
        });
        self.set(log);

        log.info("a");

        assertThat(lines()).containsExactly("[filevine-agent] warn: while a");
    }

    private Log logTo(Log.Destination application) {
        return new Log(stream(), Log.Level.INFO, false, application);
    }

    private PrintStream stream() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    /** A pipe that nobody reads. */
    private static final class Hanging extends PrintStream {
        private final CountDownLatch end;

        Hanging(OutputStream out, CountDownLatch end) {
            super(out, true, StandardCharsets.UTF_8);
            this.end = end;
        }

        @Override
        public void println(String line) {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            super.println(line);
        }
    }

    private Log log(Log.Level level) {
        return new Log(new PrintStream(output, true, StandardCharsets.UTF_8), level);
    }

    private List<String> lines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
