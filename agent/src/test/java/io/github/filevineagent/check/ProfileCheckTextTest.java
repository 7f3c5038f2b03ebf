package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCheckTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT90S, 90 s",
        "PT2M, 2 min",
        "PT119M, 119 min",
        "PT120M, 2 h",
        "PT5H, 5 h",
        "PT47H, 47 h",
        "PT48H, 2 days",
        "P36D, 36 days"
    })
    void text_duration_usesTheLargestUnitThatFits(Duration duration, String text) {
        assertThat(ProfileCheck.text(duration)).isEqualTo(text);
    }
}
