package io.github.filevineagent.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            chars = {
                '\n', '\r', '\t', '\0', '\u001b', '\u001f', '\u007f', '\u0080', '\u0085', '\u009b', '\u2028', '\u2029'
            })
    void text_whatBreaksALineOrSteersATerminal_isReplaced(char c) {
        assertThat(SafeText.oneLine("a" + c + c + "b", '?')).isEqualTo("a??b");
        assertThat(SafeText.ascii("a" + c + c + "b", '?')).isEqualTo("a??b");
    }

    @Test
    void oneLine_otherLanguages_stay() {
        String text = " ~\u00a0\u00e4\u20ac\ud83d\ude00 ";

        assertThat(SafeText.oneLine(text, '?')).isEqualTo(text);
    }

    @Test
    void ascii_otherLanguages_areReplaced() {
        assertThat(SafeText.ascii(" ~\u00a0\u00e4\u202e\ud83d\ude00 ", ' ')).isEqualTo(" ~      ");
    }

    @Test
    void text_replacement_isTheCallers() {
        assertThat(SafeText.oneLine("\n", ' ')).isEqualTo(" ");
        assertThat(SafeText.ascii("\n", '_')).isEqualTo("_");
    }

    @Test
    void text_printableAscii_stays() {
        StringBuilder printable = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            printable.append(c);
        }

        assertThat(SafeText.oneLine(printable.toString(), '?')).isEqualTo(printable.toString());
        assertThat(SafeText.ascii(printable.toString(), '?')).isEqualTo(printable.toString());
    }
}
