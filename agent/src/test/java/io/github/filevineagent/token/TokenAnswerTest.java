package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerTest {

    @Test
    void parse_allMembers_hasThem() {
        TokenAnswer answer =
                parsed("{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":1200,\"scope\":\"a b\","
                        + "\"error\":\"e\",\"error_description\":\"d\"}");

        assertThat(answer.accessToken()).isEqualTo("t");
        assertThat(answer.tokenType()).isEqualTo("Bearer");
        assertThat(answer.expiresIn()).isEqualTo("1200");
        assertThat(answer.scope()).isEqualTo("a b");
        assertThat(answer.error()).isEqualTo("e");
        assertThat(answer.errorDescription()).isEqualTo("d");
    }

    @Test
    void parse_emptyObject_hasNothing() {
        TokenAnswer answer = parsed("{}");

        assertThat(answer.accessToken()).isNull();
        assertThat(answer.tokenType()).isNull();
        assertThat(answer.expiresIn()).isNull();
        assertThat(answer.scope()).isNull();
        assertThat(answer.error()).isNull();
        assertThat(answer.errorDescription()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "\"access_token\"",
                "[]",
                "[{\"access_token\":\"t\"}]",
                "<html></html>",
                "{",
                "{\"access_token\"",
                "{\"access_token\":",
                "{\"access_token\":\"t",
                "{\"access_token\":\"t\"",
                "{\"access_token\":\"t\",}",
                "{\"access_token\":\"t\"} x",
                "{}{}",
                "{'access_token':'t'}",
                "{\"expires_in\":NaN}",
                "{\"access_token\":\"a\nb\"}"
            })
    void parse_anythingButOneObject_isNull(String body) {
        assertThat(TokenAnswer.parse(body.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void parse_notUtf8_isNull() {
        assertThat(TokenAnswer.parse("{\"access_token\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
    }

    @Test
    void parse_byteOrderMark_isSkipped() {
        assertThat(parsed("\ufeff{\"access_token\":\"t\"}").accessToken()).isEqualTo("t");
    }

    @Test
    void parse_unknownMembers_areSkippedWithWhatIsInThem() {
        TokenAnswer answer =
                parsed("{\"x\":{\"access_token\":\"inner\",\"y\":[[{}],1]},\"access_token\":\"t\",\"z\":[\"error\"]}");

        assertThat(answer.accessToken()).isEqualTo("t");
        assertThat(answer.error()).isNull();
    }

    @Test
    void parse_duplicateMember_theLastCounts() {
        assertThat(parsed("{\"access_token\":\"first\",\"access_token\":\"last\"}")
                        .accessToken())
                .isEqualTo("last");
    }

    @Test
    void parse_nestedInMeasure_isRead() {
        assertThat(parsed(nested(100)).accessToken()).isEqualTo("t");
    }

    @Test
    void parse_nestedWithoutMeasure_isNull() {
        assertThat(TokenAnswer.parse(nested(200_000).getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    /** What a number may have; whoever sends more does not mean a lifetime. */
    @Test
    void parse_numberOfAThousandDigits_isReadAndOneMoreIsNot() {
        String digits = "9".repeat(1000);

        assertThat(parsed("{\"expires_in\":" + digits + "}").expiresIn()).isEqualTo(digits);
        assertThat(TokenAnswer.parse(("{\"expires_in\":" + digits + "9}").getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1200, 1200",
        "'\"1200\"', 1200",
        "1200.9, 1200.9",
        "1e400, 1E+400",
        "-1, -1",
        "false,",
        "true,",
        "{},",
        "[],",
        "null,"
    })
    void expiresIn_anyJson_isTheTextOfNumberOrString(String json, @Nullable String text) {
        assertThat(parsed("{\"expires_in\":" + json + "}").expiresIn()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"'\"mac\"', mac", "7, 7", "{}, {", "[], [", "false, false", "null,"})
    void tokenType_anyJson_isNullForNullAlone(String json, @Nullable String text) {
        assertThat(parsed("{\"token_type\":" + json + "}").tokenType()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "7", "false", "{}", "[\"x\"]"})
    void error_noText_isNull(String json) {
        assertThat(parsed("{\"error\":" + json + "}").error()).isNull();
    }

    private static TokenAnswer parsed(String json) {
        return Objects.requireNonNull(TokenAnswer.parse(json.getBytes(StandardCharsets.UTF_8)), json);
    }

    private static String nested(int depth) {
        return "{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"access_token\":\"t\"}";
    }
}
