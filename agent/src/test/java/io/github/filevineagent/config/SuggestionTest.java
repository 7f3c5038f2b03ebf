package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "scope,   scpoe,   1",
        "ab,      ba,      1",
        "region,  ergoin,  2",
        "ca,      abc,     3",
    })
    void distance_twoWords_countsMistakes(String one, String other, int expected) {
        assertThat(Suggestion.distance(one, other)).isEqualTo(expected);
        assertThat(Suggestion.distance(other, one)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "regoin,          region",
        "reion,           region",
        "regionn,         region",
        "rexion,          region",
        "REGION,          region",
        "gateway_hosst,   gateway-hosts",
        "gatway-host,     gateway-hosts",
        "patFile,         pat-file",
        "patt,            pat",
        "pt,              pat",
        "apt,             pat",
    })
    void close_typingMistake_isFound(String text, String meant) {
        assertThat(Suggestion.close(text, List.of("pat", "pat-file", "region", "gateway-hosts")))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "path", "port", "cat", "reason", "gateway", "base-url", "getwayhost-", "gatway-hsot-s-x"})
    void close_anotherWord_isNone(String text) {
        assertThat(Suggestion.close(text, List.of("pat", "region"))).isNull();
    }

    @Test
    void close_severalAsClose_isTheFirst() {
        assertThat(Suggestion.close("bats", List.of("hats", "cats"))).isEqualTo("hats");
    }

    @Test
    void close_severalCandidates_isTheClosest() {
        assertThat(Suggestion.close("user-id", List.of("user-ids", "user-id"))).isEqualTo("user-id");
    }
}
