package io.github.filevineagent.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.token.ExchangeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileMonitorTest {
    private final FlightRecorderUse flightRecorder = new FlightRecorderUse();
    private final ProfileMonitor monitor = new ProfileMonitor(
            "p",
            flightRecorder,
            new Log(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), Log.Level.OFF));

    @TempDir
    Path directory;

    @Test
    void counts_nothingHappened_areZero() {
        assertThat(monitor.exchanges()).isZero();
        assertThat(monitor.consecutiveFailures()).isZero();
        assertThat(monitor.failures()).isEmpty();
        assertThat(monitor.lastRefresh()).isNull();
    }

    @Test
    void counts_exchanges_areByReason() {
        Instant before = Instant.now();

        succeed();
        fail("timeout");
        fail("http_503");
        fail("timeout");

        assertThat(monitor.exchanges()).isEqualTo(4);
        assertThat(monitor.failures()).isEqualTo(Map.of("timeout", 2L, "http_503", 1L));
        assertThat(monitor.lastRefresh()).isBetween(before, Instant.now());
    }

    @Test
    void consecutiveFailures_anyReasons_endWithTheNextToken() {
        fail("timeout");
        fail("invalid_grant");
        assertThat(monitor.consecutiveFailures()).isEqualTo(2);

        succeed();
        assertThat(monitor.consecutiveFailures()).isZero();

        fail("timeout");
        assertThat(monitor.consecutiveFailures()).isEqualTo(1);
    }

    @Test
    void failures_copyChanged_doesNotCount() {
        fail("timeout");

        monitor.failures().clear();

        assertThat(monitor.failures()).hasSize(1);
    }

    @Test
    void flightRecorder_loadedDuringAnExchange_getsItsEvent() throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            succeed();
            monitor.exchangeStarts();
            flightRecorder.begin();
            monitor.exchanged(Duration.ofMillis(1));
            fail("timeout");
            recording.stop();
            Path file = directory.resolve("p.jfr");
            recording.dump(file);

            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(event -> event.getEventType().getName().equals("filevine.Exchange"))
                    .extracting(event -> event.getString("outcome") + " " + event.getString("reason"))
                    .containsExactly("token null", "failed timeout");
        }
    }

    @Test
    void flightRecorder_requestsWithoutToken_haveProfileHostAndOutcome() throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            monitor.withoutToken("before.example", true);
            flightRecorder.begin();
            monitor.withoutToken("gw.example", true);
            flightRecorder.withoutToken("shared.example", false);
            flightRecorder.replayed("shared.example");
            recording.stop();
            Path file = directory.resolve("r.jfr");
            recording.dump(file);

            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(event -> event.getEventType().getName().startsWith("filevine."))
                    .extracting(event -> event.getString("profile") + " " + event.getString("host") + " "
                            + event.getString("outcome"))
                    .containsExactly("p gw.example failed", "null shared.example passed");
        }
    }

    private void succeed() {
        monitor.exchangeStarts();
        monitor.exchanged(Duration.ofMillis(1));
    }

    private void fail(String reason) {
        monitor.exchangeStarts();
        monitor.exchangeFailed(
                Duration.ofMillis(1),
                new ExchangeException(ExchangeException.Kind.TRANSIENT, reason, "it failed", null, null));
    }
}
