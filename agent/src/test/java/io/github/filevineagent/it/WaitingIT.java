package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first token comes when requests of all kinds wait for it, and not before. */
class WaitingIT {
    private static final String LONG = "50s";

    /** JDK-8245462: since then, to cancel the future of {@code sendAsync} cancels the request. */
    private static final int FIRST_TO_CANCEL = 16;

    private static final Map<Jdk, ScenarioRun> RUNS = new HashMap<>();

    @BeforeAll
    static void runClient() throws Exception {
        for (Jdk jdk : Jdk.all()) {
            try (World world = new World()) {
                world.identity().holdAnswers();
                ForkedJvm jvm = world.jvmWithAgent(jdk)
                        // Whatever ends earlier has not ended for one of these reasons.
                        .property("filevine.token-wait", LONG)
                        .property("filevine.exchange-timeout", LONG);
                RUNS.put(jdk, world.run(jvm, Suite.WAITING));
                assertThat(world.identity().exchanges()).isEqualTo(1);
            }
        }
    }

    static List<Arguments> waiting() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            for (String tag : Suite.WAITING.tags()) {
                if (isReleased(tag)) {
                    rows.add(Arguments.of(jdk, tag));
                }
            }
        }
        return rows;
    }

    static List<Arguments> httpClient() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            rows.add(Arguments.of(jdk, "h1"));
            rows.add(Arguments.of(jdk, "h2"));
        }
        return rows;
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("waiting")
    void request_beforeTheFirstToken_waitsAndSucceeds(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag)).doesNotContainKeys("stuck", "thrown");
        assertThat(run(jdk).report(tag).get("answer")).startsWith("200 ");
        assertThat(run(jdk).hits(tag))
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.header("Authorization")).containsExactly("Bearer fvtoken-main-1"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("httpClient")
    void request_withTimeout_timesOutWhileItWaits(Jdk jdk, String variant) {
        String tag = variant + "-timeout";

        assertThat(run(jdk).report(tag))
                .containsEntry("thrown", "java.net.http.HttpTimeoutException: request timed out");
        assertThat(Long.parseLong(run(jdk).report(tag).getOrDefault("millis", "-1")))
                .as("its own timeout, with an allowance for a busy machine that is far from the agent's")
                .isBetween(2_000L, 15_000L);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("httpClient")
    void request_interruptedWhileItWaits_throwsInterruptedException(Jdk jdk, String variant) {
        assertThat(run(jdk).report(variant + "-interrupt"))
                .containsEntry("thrown", "java.lang.InterruptedException")
                .containsEntry("interrupted", "false");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("httpClient")
    void request_cancelledWhileItWaits_isSentOnlyWhereTheJdkCannotCancel(Jdk jdk, String variant) {
        assertThat(run(jdk).report(variant + "-cancel"))
                .containsEntry("cancelled", "true")
                .containsEntry("by cancellation", "true");
        if (jdk.version() >= FIRST_TO_CANCEL) {
            assertThat(run(jdk).hits(variant + "-cancel")).isEmpty();
        } else {
            // The future is cancelled there, and the request goes on; as any other, it waits for the token.
            assertThat(run(jdk).hits(variant + "-cancel"))
                    .allSatisfy(
                            hit -> assertThat(hit.header("Authorization")).containsExactly("Bearer fvtoken-main-1"));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void urlConnection_withTimeouts_timesOutWhileItWaits(Jdk jdk) {
        Map<String, String> report = run(jdk).report("url-own-timeouts");

        assertThat(report.get("thrown"))
                .startsWith(
                        "java.net.SocketTimeoutException: No valid Filevine access token within the connection's own"
                                + " timeouts: ");
        assertThat(Long.parseLong(report.getOrDefault("millis", "-1"))).isBetween(1_200L, 15_000L);
        assertThat(run(jdk).hits("url-own-timeouts")).isEmpty();
    }

    /** What all connections have that set none of their own. */
    @ParameterizedTest
    @MethodSource("jdks")
    void urlConnection_withDefaultTimeouts_timesOutWhileItWaits(Jdk jdk) throws Exception {
        try (World world = new World()) {
            world.identity().holdAnswers();
            ScenarioRun run = world.run(
                    world.jvmWithAgent(jdk)
                            .property("sun.net.client.defaultConnectTimeout", "500")
                            .property("sun.net.client.defaultReadTimeout", "700"),
                    Suite.REJECTED);

            assertThat(run.report("url-get").get("thrown"))
                    .startsWith(
                            "java.net.SocketTimeoutException: No valid Filevine access token within the connection's own"
                                    + " timeouts: ");
            assertThat(run.hits("url-get")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void urlConnection_interruptedWhileItWaits_failsAndKeepsTheFlag(Jdk jdk) {
        Map<String, String> report = run(jdk).report("url-interrupt");

        assertThat(report.get("thrown")).startsWith("java.io.InterruptedIOException");
        assertThat(report).containsEntry("interrupted", "true");
        assertThat(run(jdk).hits("url-interrupt")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void application_whileItWaits_seesNoFaultOfTheAgent(Jdk jdk) {
        run(jdk).result().assertHealthy();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void requests_allOfThem_haveWaitedForTheToken(Jdk jdk) {
        assertThat(run(jdk).report("release"))
                .containsEntry("answer", "200 GET:")
                .containsEntry(
                        "waiting",
                        String.valueOf(Suite.WAITING.tags().stream()
                                .filter(WaitingIT::isReleased)
                                .count()));
    }

    private static boolean isReleased(String tag) {
        return !tag.matches(".*-(interrupt|timeout|own-timeouts|cancel)");
    }

    private static ScenarioRun run(Jdk jdk) {
        return Objects.requireNonNull(RUNS.get(jdk));
    }
}
