package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerLifetimeTest {

    @ParameterizedTest
    @CsvSource({"1200, 1200", "1200.9, 1200", "1, 1", "1.2e3, 1200", "+5, 5", "86399, 86399"})
    void lifetime_number_isItsWholeSeconds(String expiresIn, long seconds) {
        assertThat(TokenAnswer.lifetime(expiresIn)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "zzz",
                "1200s",
                "1200d",
                "0x10",
                "NaN",
                "Infinity",
                "1-2",
                "--1",
                ".",
                "e",
                "12 00",
                "١٢"
            })
    void lifetime_noNumber_isAssumed(String expiresIn) {
        assertThat(TokenAnswer.lifetime(expiresIn)).isEqualTo(TokenAnswer.ASSUMED_LIFETIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-0", "0.9", "-1e400", "1e-400"})
    void lifetime_lessThanASecond_isZero(String expiresIn) {
        assertThat(TokenAnswer.lifetime(expiresIn)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "86401", "2147483648", "9223372036854775808", "1e400", "1e999999999"})
    void lifetime_absurdlyLong_isClamped(String expiresIn) {
        assertThat(TokenAnswer.lifetime(expiresIn)).isEqualTo(TokenAnswer.MAX_LIFETIME);
    }
}
