package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    /** Jackson would find out by itself which of them it is; a token endpoint's answer is UTF-8 or refused. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void read_otherUnicodeEncoding_isNull(String charset) {
        assertThat(Json.read("{\"a\":1}".getBytes(Charset.forName(charset)))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,]",
                "[1 2]",
                "{a:1}",
                "['a']",
                "[01]",
                "[+1]",
                "[.5]",
                "[1.]",
                "[0x1]",
                "[NaN]",
                "[Infinity]",
                "[TRUE]",
                "[\"a\\x\"]",
                "[\"\t\"]",
                "[/**/]",
                "[1]//",
                "[1];",
                "[1]\u0000",
                "\ufeff\ufeff[1]",
                "[1e9999999999]"
            })
    void read_whatOtherParsersForgive_isNull(String json) {
        assertThat(Json.read(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"250, true", "251, false"})
    void read_nested_upTo250Levels(int depth, boolean isRead) {
        byte[] body = ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.US_ASCII);

        assertThat(Json.read(body) != null).isEqualTo(isRead);
    }

    @Test
    void read_longestStringThatAnAnswerCanHave_isRead() {
        String text = "x".repeat(1024 * 1024);

        JsonNode json = Json.read(("[\"" + text + "\"]").getBytes(StandardCharsets.US_ASCII));

        assertThat(Objects.requireNonNull(json).path(0).textValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[100e2147483647]", "[-1e-2147483647]", "[1e2147483648]", "[0e99999999999999999999]"})
    void read_numberBeyondReason_throwsNothing(String json) {
        JsonNode read = Json.read(json.getBytes(StandardCharsets.US_ASCII));

        assertThat(read == null || read.path(0).isNumber()).isTrue();
    }

    @Test
    void read_nameOfAMebibyte_isNull() {
        String name = "x".repeat(1024 * 1024);

        JsonNode json = Json.read(("{\"" + name + "\":1}").getBytes(StandardCharsets.US_ASCII));

        // Jackson takes no name of more than 50,000 characters.
        assertThat(json).isNull();
    }
}
