package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z9", "azAZ09", "-._~+/", "abc=", "abc====", "eyJh.eyJz.c2ln"})
    void accepts_b68token_isTrue(String token) {
        assertThat(BearerSyntax.accepts(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "=",
                "==",
                "a=b",
                "a b",
                " a",
                "a ",
                "a\r\nX-Evil: 1",
                "a\n",
                "t\u00f6ken",
                "a,b",
                "\"a\"",
                "a\u0000"
            })
    void accepts_anythingElse_isFalse(String token) {
        assertThat(BearerSyntax.accepts(token)).isFalse();
    }

    @Test
    void accepts_aroundTheLongest_stopsThere() {
        assertThat(BearerSyntax.accepts("a".repeat(BearerSyntax.MAX_LENGTH))).isTrue();
        assertThat(BearerSyntax.accepts("a".repeat(BearerSyntax.MAX_LENGTH + 1)))
                .isFalse();
    }
}
