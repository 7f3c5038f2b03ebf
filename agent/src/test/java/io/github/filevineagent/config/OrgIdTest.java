package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrgIdTest {

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "007, 7",
        "0, 0",
        "000, 0",
        "70, 70",
        "0a, 0a",
        "Firm-1, firm-1",
        "K, k",
        "\u212A, \u212A",
        "'', ''"
    })
    void canonical_id_isWhatAllSpellingsShare(String id, String canonical) {
        assertThat(OrgId.canonical(id)).isEqualTo(canonical);
        assertThat(OrgId.isCanonical(id)).isEqualTo(id.equals(canonical));
        assertThat(OrgId.isCanonical(canonical)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "007", "a-b_C"})
    void isPlain_lettersAndDigits_isTrue(String id) {
        assertThat(OrgId.isPlain(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "7 ", "7,8", "+7", "7.0", "\"7\"", "\uFF17", "\u0667", "7\u0000", "%37"})
    void isPlain_whatMayBeReadInTwoWays_isFalse(String id) {
        assertThat(OrgId.isPlain(id)).isFalse();
    }
}
