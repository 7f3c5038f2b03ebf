package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerBearerTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z9", "azAZ09", "-._~+/", "abc=", "abc====", "eyJh.eyJz.c2ln"})
    void isBearerToken_b68token_isTrue(String token) {
        assertThat(TokenAnswer.isBearerToken(token)).isTrue();
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
    void isBearerToken_anythingElse_isFalse(String token) {
        assertThat(TokenAnswer.isBearerToken(token)).isFalse();
    }

    @Test
    void isBearerToken_aroundTheLongest_stopsThere() {
        assertThat(TokenAnswer.isBearerToken("a".repeat(TokenAnswer.MAX_TOKEN_LENGTH)))
                .isTrue();
        assertThat(TokenAnswer.isBearerToken("a".repeat(TokenAnswer.MAX_TOKEN_LENGTH + 1)))
                .isFalse();
    }
}
