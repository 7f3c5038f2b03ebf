package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} says about a machine whose clock is wrong. */
class ClockLeadTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'Tue, 24 Nov 2026 11:58:00 GMT', PT2M",
        "'Tue, 24 Nov 2026 12:00:00 GMT', PT0S",
        "'Tue, 24 Nov 2026 13:00:00 GMT', PT-1H",
        "yesterday,",
        ",",
    })
    void clockLead_afterAnAnswer_isTheDifferenceToItsDate(@Nullable String date, @Nullable Duration lead)
            throws Exception {
        PatExchange exchange = exchange();
        answer(200, date);

        IssuedToken unused = exchange.exchange();

        assertThat(exchange.clockLead()).isEqualTo(lead);
    }

    @Test
    void clockLead_afterARefusal_isKnownToo() {
        PatExchange exchange = exchange();
        answer(400, "Tue, 24 Nov 2026 11:58:00 GMT");

        ExchangeException unused = Failing.failureOf(exchange);

        assertThat(exchange.clockLead()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void clockLead_beforeAnyAnswer_isNull() {
        assertThat(exchange().clockLead()).isNull();
    }

    private void answer(int status, @Nullable String date) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body("{\"access_token\":\"t\"}");
        server.enqueue((date == null ? answer : answer.setHeader("Date", date)).build());
    }

    private PatExchange exchange() {
        return new PatExchange(
                SettingsBuilder.at(server.url("/connect/token").uri()).build(), null, NOON);
    }
}
