package io.github.filevineagent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"OFF, 0", "ERROR, 1", "WARN, 2", "INFO, 3", "DEBUG, 4"})
    void write_eachLevel_writesWhatIsAsImportantAsTheLevel(LogLevel level, int lines) {
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
    void isDebug_level_isTrueForDebugOnly(LogLevel level) {
        assertThat(log(level).isDebug()).isEqualTo(level == LogLevel.DEBUG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u0000b", "a\u001Bb", "a\u0085b", "a\u2028b", "a\u2029b"})
    void write_controlCharacterOrLineSeparator_isOneLineWithABlank(String message) {
        log(LogLevel.INFO).info(message);

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("[filevine-agent] a b" + System.lineSeparator());
    }

    private Log log(LogLevel level) {
        return new Log(new PrintStream(output, true, StandardCharsets.UTF_8), level);
    }

    private List<String> lines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
