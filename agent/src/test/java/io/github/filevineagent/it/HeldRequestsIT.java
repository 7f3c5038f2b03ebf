package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.HeldRequests;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests through {@code HttpClient} that wait, while all threads are occupied that the application can occupy. */
class HeldRequestsIT {
    private static final String TIMED_OUT = "java.net.http.HttpTimeoutException: request timed out";

    /** What a busy machine may need beyond a deadline. */
    private static final long SLACK_MILLIS = 2_500;

    private static final Map<String, ScenarioRun> RUNS = new HashMap<>();

    @BeforeAll
    static void runClient() throws Exception {
        for (String run : runs()) {
            try (World world = new World()) {
                world.identity().holdAnswers();
                RUNS.put(run, run(world, jdkOf(run), run.endsWith("1") ? "1" : "2"));
            }
        }
    }

    /** With one thread in the common pool, JDKs up to 24 do without it, and make a thread for each task. */
    static List<String> runs() {
        return Jdk.all().stream()
                .flatMap(jdk -> List.of(jdk + " common pool of 2", jdk + " common pool of 1").stream())
                .collect(Collectors.toList());
    }

    private static Jdk jdkOf(String run) {
        return Jdk.all().stream()
                .filter(jdk -> run.startsWith(jdk + " "))
                .findFirst()
                .orElseThrow();
    }

    private static ScenarioRun run(World world, Jdk jdk, String parallelism) throws Exception {
        return world.runMain(
                world.withProfile(
                                world.jvmWithAgent(jdk)
                                        .property("filevine.gateway-hosts", world.address("gateway"))
                                        .property("filevine.profiles", "second"),
                                "second",
                                world.address("gateway2"))
                        .property("filevine.token-wait", "6s")
                        .property("filevine.exchange-timeout", "2m")
                        .property("java.util.concurrent.ForkJoinPool.common.parallelism", parallelism),
                HeldRequests.class);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void request_itsTimeoutPassesBeforeThereIsAToken_timesOut(String run) {
        for (String tag : List.of("timeout", "timeout-h2", "busy")) {
            assertTimedOut(run, tag);
            assertThat(run(run).hits(tag)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void request_tokenWaitPassesBeforeThereIsAToken_failsWithTheReason(String run) {
        Map<String, String> report = run(run).report("unavailable");

        assertThat(report.get("thrown")).contains("No valid Filevine access token: ");
        assertEndedAfter(report, 6_000);
        assertThat(run(run).hits("unavailable")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void request_tokenComes_goesOnOnTheClientsExecutor(String run) {
        for (String tag : List.of("waiting", "waiting-h2", "waiting-own")) {
            Map<String, String> report = run(run).report(tag);
            String thread = tag.equals("waiting-own") ? "own" : "HttpClient-\\d+-Worker-\\d+";
            assertThat(report).containsEntry("answer", "200");
            assertThat(report.get("publisher")).matches(thread);
            assertThat(report.get("handler")).matches(thread);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void request_tokenComesAndTheExecutorRunsAtOnce_holdsUpNoThreadOfOthers(String run) {
        Map<String, String> report = run(run).report("waiting-direct");

        assertThat(report).containsEntry("answer", "200");
        // Where the JDK has it with such an executor; the first step is made on a thread of the agent's for this
        // purpose.
        assertThat(report.get("publisher")).matches("HttpClient-\\d+-SelectorManager|filevine-agent-requests");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void request_tokenComesAndTheExecutorIsOccupied_timesOut(String run) {
        for (String tag : List.of("waiting-busy", "waiting-blocked")) {
            assertTimedOut(run, tag);
            assertThat(run(run).hits(tag)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void request_tokenComesAndTheExecutorIsShutDown_failsAtOnce(String run) {
        Map<String, String> report = run(run).report("waiting-closed");

        assertThat(report)
                .containsEntry(
                        "thrown", "java.io.IOException: the HttpClient's executor has refused to send the request");
        assertThat(report.get("cause")).contains("RejectedExecutionException");
        assertThat(run(run).hits("waiting-closed")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void rejectedRequest_freshTokenComes_isReplayed(String run) {
        for (String tag : List.of("replayed", "replayed-h2")) {
            assertThat(run(run).report(tag)).containsEntry("answer", "200");
            assertThat(run(run).hits(tag))
                    .extracting(hit -> hit.header("Authorization"))
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void otherRequests_whileARejectedTokenIsReplaced_goOnWithItAtOnce(String run) {
        List<String> rejected = firstHit(run, "replayed").header("Authorization");
        for (String tag : List.of("bystander-H1", "bystander-H2", "bystander-URL")) {
            Map<String, String> report = run(run).report(tag);
            assertThat(report.get("answer")).startsWith("200 ");
            assertThat(Long.parseLong(report.getOrDefault("millis", "-1"))).isBetween(0L, SLACK_MILLIS);
            assertThat(firstHit(run, tag).header("Authorization")).isEqualTo(rejected);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void rejectedRequest_noFreshTokenComes_getsIts401OnTheClientsExecutor(String run) {
        Map<String, String> report = run(run).report("answered");

        assertThat(report).containsEntry("answer", "401").containsEntry("handler", "own");
        assertEndedAfter(report, 6_000);
        assertThat(run(run).hits("answered")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void rejectedRequest_noFreshTokenComesWithinItsTimeout_getsIts401BeforeThat(String run) {
        Map<String, String> report = run(run).report("answered-in-time");

        assertThat(report).containsEntry("answer", "401").containsEntry("handler", "own");
        assertThat(Long.parseLong(report.getOrDefault("millis", "-1"))).isBetween(1_000L, 3_000 + SLACK_MILLIS);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void rejectedRequest_executorIsOccupiedMeanwhile_timesOut(String run) {
        assertTimedOut(run, "answered-busy");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void rejectedRequest_executorIsShutDownMeanwhile_ends(String run) {
        Map<String, String> report = run(run).report("answered-closed");

        assertThat(report).containsKey("millis").doesNotContainKey("stuck");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void application_whileItWaits_seesNoFaultOfTheAgent(String run) {
        run(run).result().assertHealthy();
    }

    private static void assertTimedOut(String run, String tag) {
        Map<String, String> report = run(run).report(tag);
        assertThat(report).as(tag).containsEntry("thrown", TIMED_OUT);
        assertEndedAfter(report, 3_000);
    }

    private static void assertEndedAfter(Map<String, String> report, long millis) {
        assertThat(Long.parseLong(report.getOrDefault("millis", "-1"))).isBetween(millis - 100, millis + SLACK_MILLIS);
    }

    private static Hit firstHit(String run, String tag) {
        return run(run).hits(tag).get(0);
    }

    private static ScenarioRun run(String run) {
        return Objects.requireNonNull(RUNS.get(run));
    }
}
