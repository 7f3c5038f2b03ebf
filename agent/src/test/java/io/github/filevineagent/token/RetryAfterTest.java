package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "' 7 ', 7",
        "-5, 0",
        "2147483647, 2147483647",
        "2147483648, 2147483647",
        "99999999999999999999999999, 2147483647",
        "'Tue, 24 Nov 2026 10:00:30 GMT', 30",
        "'Tuesday, 24-Nov-26 10:01:00 GMT', 60",
        "'Tue Nov 24 10:02:00 2026', 120",
        "'Sun Nov  6 08:49:37 1994', 0",
        "'Tue, 24 Nov 2026 09:59:59 GMT', 0",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 2147483647",
    })
    void parse_secondsOrDate_isTheWait(String value, long seconds) {
        assertThat(RetryAfter.parse(value, null, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "soon",
                "1.5",
                "1e3",
                "+5",
                "Tue, 24 Nov 2026",
                "Mon, 24 Nov 2026 10:00:00 GMT",
                "١٢"
            })
    void parse_garbage_isNull(String value) {
        assertThat(RetryAfter.parse(value, null, NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'Saturday, 06-Nov-93 08:49:37 GMT'", "'Sunday, 06-Nov-94 08:49:37 GMT'"})
    void parse_twoDigitYearFarAhead_isInThePast(String value) {
        assertThat(RetryAfter.parse(value, null, NOW)).isZero();
    }

    @Test
    void parse_twoDigitYearWithin50Years_isInTheFuture() {
        assertThat(RetryAfter.parse("Sunday, 24-Nov-75 10:00:00 GMT", null, NOW))
                .isPositive();
    }

    @Test
    void parse_dateOfTheAnswer_countsInsteadOfTheLocalClock() {
        Duration wait = RetryAfter.parse("Tue, 24 Nov 2026 08:00:45 GMT", "Tue, 24 Nov 2026 08:00:00 GMT", NOW);

        assertThat(wait).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void parse_unreadableDateOfTheAnswer_countsFromTheLocalClock() {
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 10:00:45 GMT", "yesterday", NOW))
                .isEqualTo(Duration.ofSeconds(45));
    }
}
