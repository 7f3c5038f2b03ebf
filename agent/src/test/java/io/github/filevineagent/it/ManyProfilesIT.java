package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.ManyFirms;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A vendor's JVM that serves a thousand firms, each with credentials of its own. */
class ManyProfilesIT extends InWorld {
    private static final List<String> FIRMS = IntStream.range(0, 1_000)
            .mapToObj(number -> String.format("firm-%03d", number))
            .collect(Collectors.toUnmodifiableList());

    /** What the agent does at once, whatever there is to do. */
    private static final int AT_ONCE = 4;

    /** Of these nobody waits for. */
    private static final int IN_BACKGROUND = 3;

    @ParameterizedTest
    @MethodSource("jdks")
    void start_thousandFirms_takesAFewThreadsAndConnections(Jdk jdk) throws Exception {
        ScenarioRun run = run(jvm(jdk), FIRMS.size(), "firm-999", "firm-998", "firm-500", "firm-001");

        run.result().assertHealthy();
        for (String firm : List.of("firm-999", "firm-998", "firm-500", "firm-001")) {
            assertAnswered(run, firm);
        }
        assertThat(world.identity().exchangedNames())
                .as("one exchange of each firm")
                .containsExactlyInAnyOrderElementsOf(FIRMS);
        assertAFewThreadsAndConnections(run);
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.contains("is active."))
                .singleElement()
                .asString()
                .contains("Profile firm-000: ", "and 990 further profiles")
                .hasSizeLessThan(2_000);
    }

    /** Whoever asks gets his token before those that nobody waits for, whoever of these does not come to an end. */
    @ParameterizedTest
    @MethodSource("jdks")
    void request_otherFirmsHangOrAreRefused_isAnsweredAtOnce(Jdk jdk) throws Exception {
        for (String hanging : FIRMS.subList(0, IN_BACKGROUND)) {
            world.identity().ignore(hanging);
        }
        world.identity().refuse("firm-997", 400, "{\"error\":\"invalid_grant\"}");

        ScenarioRun run = run(
                jvm(jdk).property("filevine.exchange-timeout", "10m").property("filevine.token-wait", "5m"),
                0,
                "firm-999",
                "firm-998",
                "firm-997",
                "firm-996",
                "firm-995");

        run.result().assertHealthy();
        for (String firm : List.of("firm-999", "firm-998", "firm-996", "firm-995")) {
            assertAnswered(run, firm);
        }
        assertThat(run.report("firm-997").get("answer")).contains("No valid Filevine access token", "invalid_grant");
        List<String> names = world.identity().exchangedNames();
        assertThat(names.subList(0, IN_BACKGROUND + 1))
                .as("the first in the background, and the first that a request waits for")
                .containsExactlyInAnyOrder("firm-000", "firm-001", "firm-002", "firm-999");
        assertThat(names.subList(IN_BACKGROUND + 1, names.size()))
                .containsExactly("firm-998", "firm-997", "firm-996", "firm-995");
        assertAFewThreadsAndConnections(run);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whenUsed_requestsOfThreeFirms_areThreeExchanges(Jdk jdk) throws Exception {
        ScenarioRun run =
                run(jvm(jdk).property("filevine.refresh", "when-used"), 0, "firm-017", "firm-999", "firm-500");

        run.result().assertHealthy();
        for (String firm : List.of("firm-017", "firm-999", "firm-500")) {
            assertAnswered(run, firm);
        }
        assertThat(world.identity().exchangedNames()).containsExactly("firm-017", "firm-999", "firm-500");
        // One makes the exchange, and one watches the clocks for the others.
        assertThat(Integer.parseInt(run.report("threads").get("workers"))).isLessThanOrEqualTo(2);
    }

    private ForkedJvm jvm(Jdk jdk) throws Exception {
        return world.jvmWithFirms(jdk, FIRMS).property("filevine.token-wait", "60s");
    }

    private ScenarioRun run(ForkedJvm jvm, int exchanges, String... firms) throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(exchanges));
        arguments.addAll(List.of(firms));
        return world.runMain(jvm, ManyFirms.class, arguments.toArray(new String[0]));
    }

    private static void assertAnswered(ScenarioRun run, String firm) {
        assertThat(run.report(firm)).as(run.result().toString()).containsEntry("answer", "200");
        assertThat(run.hits(firm))
                .singleElement()
                .satisfies(hit -> assertThat(hit.header("Authorization"))
                        .singleElement()
                        .asString()
                        .startsWith("Bearer fvtoken-" + firm + "-"));
    }

    private void assertAFewThreadsAndConnections(ScenarioRun run) {
        assertThat(Integer.parseInt(run.report("threads").get("workers"))).isLessThanOrEqualTo(AT_ONCE);
        assertThat(Integer.parseInt(run.report("threads").get("calls"))).isLessThanOrEqualTo(AT_ONCE);
        assertThat(world.mostConnectionsOfFirms()).isBetween(1, AT_ONCE);
    }
}
