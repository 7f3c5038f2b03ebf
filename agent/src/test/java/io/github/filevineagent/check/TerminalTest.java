package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({
        ", true, 80",
        ", false, 0",
        "wide, true, 80",
        "0, true, 80",
        "-1, false, 0",
        "132, true, 132",
        "132, false, 132",
        "' 100 ', true, 100",
        "7, true, 40"
    })
    void width_columnsAndTerminal_isWhatFits(@Nullable String columns, boolean terminal, int width) {
        assertThat(Terminal.width(columns, terminal)).isEqualTo(width);
    }
}
