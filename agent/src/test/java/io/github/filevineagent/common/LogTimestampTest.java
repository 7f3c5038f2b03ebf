package io.github.filevineagent.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimestampTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "951782400007, 2000-02-29T00:00:00.007Z",
        "1798761599999, 2026-12-31T23:59:59.999Z"
    })
    void of_millis_isUtcToTheMillisecond(long millis, String text) {
        assertThat(Log.timestamp(millis)).isEqualTo(text);
    }
}
