package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManagementIT {
    @TempDir
    Path directory;

    private StandIn filevine;
    private AgentRun agent;

    @BeforeEach
    void start() throws IOException {
        filevine = StandIn.overHttp();
        agent = new AgentRun(filevine, directory);
    }

    @AfterEach
    void stop() {
        filevine.close();
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void mbean_platformServerOpened_showsTheProfileAndRefreshes(Jdk jdk) throws Exception {
        filevine.doneWhen(request -> "before".equals(request.getUrl().encodedQuery())
                || ("Bearer " + StandIn.token(2)).equals(request.getHeaders().get("Authorization")));

        JvmResult app = agent.jmx(jdk, 20);

        assertThat(app.out().lines())
                .as(app.toString())
                .contains(
                        "own builder true",
                        "GatewayHosts = [" + filevine.gateway() + "]",
                        "Organisation = none",
                        "State = FRESH",
                        "Expiry = a date",
                        "LastRefresh = a date",
                        "NextRefresh = a date",
                        "LastError = none",
                        "CredentialsRefused = false",
                        "ConsecutiveFailures = 0",
                        "Exchanges = 1",
                        "Failures = []",
                        "AuthorizedRequests = 1",
                        "PassedRequests = 0",
                        "FailedRequests = 0",
                        "ReplayedRequests = 0",
                        "answer done")
                .anyMatch(line -> line.matches("Version = \\d+\\.\\d+.*"))
                .anyMatch(line -> line.matches("refreshed There is a new token, which is used until \\S+Z\\."))
                .noneMatch(line -> line.startsWith("undescribed"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void mbean_platformServerOpenedByTheJvmItself_isThere(Jdk jdk) throws Exception {
        JvmResult app = agent.jmx(jdk, 20, "-Dcom.sun.management.jmxremote");

        assertThat(app.out()).as(app.toString()).contains("own builder false", "State = FRESH");
    }

    @Test
    void mbean_exchangeRefused_tellsWhy() throws Exception {
        filevine.refuseExchanges(400, "{\"error\":\"invalid_grant\"}");

        JvmResult app = agent.jmx(Jdk.current(), 20, "-Dfilevine.when-unavailable=pass", "-Dfilevine.token-wait=2s");

        assertThat(app.out())
                .as(app.toString())
                .contains(
                        "State = REFUSED",
                        "Expiry = none",
                        "LastError = invalid_grant: ",
                        "CredentialsRefused = true",
                        "Failures = [[invalid_grant]]",
                        "PassedRequests = 1",
                        "refreshed The exchange failed (invalid_grant): ");
    }

    @Test
    void mbean_switchedOff_isMissing() throws Exception {
        JvmResult app = agent.jmx(Jdk.current(), 2, "-Dfilevine.jmx=false");

        assertThat(app.out()).as(app.toString()).contains("own builder true", "no MBean");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void management_notUsed_loadsNothingOfIt(Jdk jdk) throws Exception {
        JvmResult app = agent.request(jdk, "-Xlog:class+load:stdout");

        assertThat(app.out()).as(app.err()).contains("answer done");
        List<String> loaded = app.out()
                .lines()
                .filter(line -> line.contains("javax.management.MBean")
                        || line.contains("java.lang.management.")
                        || line.contains("jdk.jfr.FlightRecorder")
                        || line.contains("filevineagent.management.")
                        || line.contains("filevineagent.check.")
                        || line.contains("AutoIds")
                        || line.contains("filevineagent.token.Owner"))
                .map(line -> line.replaceAll(".*\\] ([\\w.$]+) source.*", "$1"))
                .collect(Collectors.toList());
        assertThat(loaded)
                .as("what an operator has not asked for costs nothing")
                .containsOnly(
                        "io.github.filevineagent.management.FlightRecorderUse",
                        "io.github.filevineagent.management.ManagementWatch",
                        "io.github.filevineagent.management.ProfileMonitor");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void management_modulesMissing_isAbsentWithoutHarm(Jdk jdk) throws Exception {
        JvmResult app = agent.request(jdk, "--limit-modules=java.base,java.instrument");

        assertThat(app.out()).as(app.err()).contains("answer done");
        assertThat(app.err()).doesNotContain("error", "warn", "Exception");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void flightRecorder_recording_hasExchangesAndReplays(Jdk jdk) throws Exception {
        filevine.reject(StandIn.token(1));
        Path recording = directory.resolve("app.jfr");

        JvmResult app = agent.request(jdk, "-XX:StartFlightRecording=filename=" + recording);

        assertThat(app.out()).as(app.toString()).contains("answer done");
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("filevine.Exchange"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.getString("profile")).isEqualTo("default");
                    assertThat(event.getString("outcome")).isEqualTo("token");
                    assertThat(event.getString("reason")).isNull();
                })
                .last()
                .satisfies(event -> assertThat(event.getDuration()).isPositive());
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("filevine.Replay"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("profile")).isEqualTo("default");
                    assertThat(event.getString("host")).isEqualTo("localhost");
                });
    }

    @Test
    void flightRecorder_exchangeRefused_hasTheReason() throws Exception {
        filevine.refuseExchanges(503, "");
        Path recording = directory.resolve("app.jfr");

        JvmResult app = agent.request(
                Jdk.current(),
                "-XX:StartFlightRecording=filename=" + recording,
                "-Dfilevine.when-unavailable=pass",
                // Long enough for a third attempt, on a busy machine, too: the first is made while the JVM starts its
                // recorder.
                "-Dfilevine.token-wait=10s");

        assertThat(app.out()).as(app.toString()).contains("answer status 401");
        assertThat(RecordingFile.readAllEvents(recording))
                .filteredOn(event -> event.getEventType().getName().equals("filevine.Exchange"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.getString("outcome")).isEqualTo("failed");
                    assertThat(event.getString("reason")).isEqualTo("http_503");
                });
        assertThat(requestsWithoutToken(recording)).containsExactly("default localhost passed");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void flightRecorder_requestFailsForWantOfAToken_hasIt(Jdk jdk) throws Exception {
        filevine.refuseExchanges(400, "{\"error\":\"invalid_grant\"}");
        Path recording = directory.resolve("app.jfr");

        JvmResult app = agent.request(jdk, "-XX:StartFlightRecording=filename=" + recording);

        assertThat(app.err())
                .as("a type and a beginning that each application can test")
                .contains("java.io.IOException: No valid Filevine access token: ");
        assertThat(requestsWithoutToken(recording)).containsExactly("default localhost failed");
    }

    private static List<String> requestsWithoutToken(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("filevine.RequestWithoutToken"))
                .map(event ->
                        event.getString("profile") + " " + event.getString("host") + " " + event.getString("outcome"))
                .collect(Collectors.toList());
    }
}
