package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {
    @ParameterizedTest
    @ValueSource(chars = {'a', 'z', 'A', 'Z', '0', '9'})
    void isLetterOrDigit_firstAndLastOfEach_isTrue(char c) {
        assertThat(Ascii.isLetterOrDigit(c)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(chars = {'`', '{', '@', '[', '/', ':', '\u00e4', '\u0663'})
    void isLetterOrDigit_theirNeighboursAndForeignOnes_isFalse(char c) {
        assertThat(Ascii.isLetterOrDigit(c)).isFalse();
    }

    @Test
    void isPrintable_fromExclamationMarkToTilde_isTrue() {
        assertThat(Ascii.isPrintable('!')).isTrue();
        assertThat(Ascii.isPrintable('~')).isTrue();
        assertThat(Ascii.isPrintable(' ')).isFalse();
        assertThat(Ascii.isPrintable('\u007f')).isFalse();
    }

    @Test
    void isAscii_upTo127_isTrue() {
        assertThat(Ascii.isAscii("a\u0000\u007f")).isTrue();
        assertThat(Ascii.isAscii("a\u0080")).isFalse();
    }

    @Test
    void lowerCase_anyText_changesJustTheseLetters() {
        assertThat(Ascii.lowerCase("@AMZ[\u00c4\u0130")).isEqualTo("@amz[\u00c4\u0130");
    }
}
