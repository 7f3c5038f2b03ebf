package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "'',      '',      0",
        "'',      abc,     3",
        "abc,     '',      3",
        "abc,     abc,     0",
        "abc,     abd,     1",
        "abc,     ab,      1",
        "abc,     abcd,    1",
        "kitten,  sitting, 3",
        "scope,   scpoe,   2",
    })
    void distance_twoWords_isLevenshteins(String one, String other, int expected) {
        assertThat(Suggestion.distance(one, other)).isEqualTo(expected);
        assertThat(Suggestion.distance(other, one)).isEqualTo(expected);
    }

    @Test
    void nearest_severalAsNear_isTheFirst() {
        assertThat(Suggestion.nearest("bat", List.of("hat", "cat"))).isEqualTo("hat");
    }

    @Test
    void nearest_otherCase_doesNotCount() {
        assertThat(Suggestion.nearest("SCOPE", List.of("pat", "scope"))).isEqualTo("scope");
    }
}
