package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.token.ExchangeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final ExchangeException failure =
            new ExchangeException(ExchangeException.Kind.TRANSIENT, "timeout", "no answer.", null, null);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Outage outage =
            new Outage("default", new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.DEBUG));

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1 s",
        "PT119.9S, 119 s",
        "PT2M, 2 min 0 s",
        "PT10M7S, 10 min 7 s",
    })
    void exchangeFailed_pause_isReadable(Duration pause, String text) {
        outage.exchangeFailed(failure, pause, null, NOON);

        assertThat(logLines()).singleElement().asString().endsWith(" Next attempt in " + text + ".");
    }

    @Test
    void exchangeFailed_again_isForTheDebugLevel() {
        outage.exchangeFailed(failure, Duration.ofSeconds(1), null, NOON);
        outage.exchangeFailed(failure, Duration.ofSeconds(2), null, NOON);

        assertThat(logLines()).hasSize(2);
        assertThat(logLines().get(1))
                .isEqualTo("[filevine-agent] debug: profile default: the token exchange failed again (timeout)."
                        + " Next attempt in 2 s.");
    }

    @Test
    void exchangeSucceeded_afterOneFailure_saysHowLongItTook() {
        outage.exchangeFailed(failure, Duration.ofSeconds(1), null, NOON);
        outage.exchangeSucceeded(NOON.plusSeconds(61));

        assertThat(logLines())
                .last()
                .isEqualTo("[filevine-agent] profile default: the token exchange works again after 61 s"
                        + " and 1 failed attempt.");
    }

    @Test
    void exchangeSucceeded_withoutAFailure_saysNothing() {
        outage.exchangeSucceeded(NOON);

        assertThat(logLines()).isEmpty();
    }

    private List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
