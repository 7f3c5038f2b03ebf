package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.config.Form.InvalidValue;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "1ms,       PT0.001S",
        "500ms,     PT0.5S",
        "500MS,     PT0.5S",
        "3600000ms, PT1H",
        "10s,       PT10S",
        "10S,       PT10S",
        "007s,      PT7S",
        "2m,        PT2M",
        "60m,       PT1H",
        "1h,        PT1H",
        "PT10S,     PT10S",
        "pt0.25s,   PT0.25S",
        "PT1M30S,   PT1M30S",
        "PT0.000000001S, PT0.000000001S",
        "PT1H,      PT1H",
    })
    void valueOf_acceptedDuration_isExact(String text, Duration expected) throws InvalidValue {
        assertThat(new Durations().valueOf(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10,              has no unit",
        "0,               has no unit",
        "0s,              is not more than zero",
        "0ms,             is not more than zero",
        "PT0S,            is not more than zero",
        "PT-1S,           is not more than zero",
        "-1s,             is not a duration",
        "+1s,             is not a duration",
        "1.5s,            is not a duration",
        "10 s,            is not a duration",
        "10d,             is not a duration",
        "10sec,           is not a duration",
        "s,               is not a duration",
        "soon,            is not a duration",
        "P,               is not a duration",
        "PT,              is not a duration",
        "PT1X,            is not a duration",
        "१s,              is not a duration",
        "3601s,           is more than one hour",
        "61m,             is more than one hour",
        "2h,              is more than one hour",
        "999999999h,      is more than one hour",
        "99999999999999999999s, is more than one hour",
        "PT1H0.001S,      is more than one hour",
        "P1D,             is more than one hour",
        "P99999999D,      is more than one hour",
        "P-99999999D,     is not more than zero",
    })
    void valueOf_refusedDuration_saysWhy(String text, String predicate) {
        assertThatThrownBy(() -> new Durations().valueOf(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(predicate);
    }
}
