package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFormBodyTest {

    @ParameterizedTest
    @CsvSource({
        "abcXYZ019, abcXYZ019",
        "*-._, *-._",
        "a b, a+b",
        "+, %2B",
        "/, %2F",
        "=, %3D",
        "&, %26",
        "%, %25",
        "~, %7E",
        "'!''()', %21%27%28%29",
        "ä, %C3%A4",
        "€, %E2%82%AC",
        "😀, %F0%9F%98%80",
    })
    void encode_anyCharacter_isAsInTheUrlStandard(String text, String encoded) {
        assertThat(Credentials.FormBody.encode(text)).isEqualTo(encoded);
    }

    @Test
    void encode_lineEnd_isEncoded() {
        assertThat(Credentials.FormBody.encode("a\r\nb")).isEqualTo("a%0D%0Ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a+b/c==&d=%20 e", "Grüße, 世界 😀", "\u0000\t\r\n"})
    void encode_anyText_decodesToTheSame(String text) {
        assertThat(URLDecoder.decode(Credentials.FormBody.encode(text), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void toBytes_severalFields_joinsThemInOrder() {
        byte[] body = new Credentials.FormBody()
                .add("b", "1 2")
                .add("a", "=")
                .add("empty", "")
                .toBytes();

        assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo("b=1+2&a=%3D&empty=");
    }
}
