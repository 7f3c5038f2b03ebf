package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.Hit;
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

/** A gateway over http on this machine: the token goes there directly or not at all. */
class PlainHttpIT {
    private static final Map<Jdk, ScenarioRun> RUNS = new HashMap<>();
    private static final Map<Jdk, List<String>> PROXY_HEADS = new HashMap<>();

    @BeforeAll
    static void runClient() throws Exception {
        for (Jdk jdk : Jdk.all()) {
            try (World world = new World()) {
                RUNS.put(
                        jdk,
                        world.run(
                                world.jvmWithAgent(jdk)
                                        .property("filevine.org-id", "7")
                                        .property("filevine.user-id", "42"),
                                Suite.PLAIN_HTTP_PROXY));
                PROXY_HEADS.put(jdk, world.openProxy().heads(""));
            }
        }
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    static List<Arguments> scenarios() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            Suite.PLAIN_HTTP_PROXY.tags().forEach(tag -> rows.add(Arguments.of(jdk, tag)));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void request_throughAProxy_isSentAndAnswered(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag)).doesNotContainKeys("thrown", "stuck");
        assertThat(run(jdk).report(tag).get("answer")).startsWith("200 ");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void request_throughAProxy_hasATokenOnlyWhereNoProxyReadsIt(Jdk jdk, String tag) {
        List<Hit> hits = run(jdk).hits(tag);

        assertThat(hits).isNotEmpty();
        for (Hit hit : hits) {
            boolean first = tag.contains("-first-") && hit == hits.get(0);
            boolean direct = tag.contains("-authorized-") && hit.target().endsWith("direct");
            boolean expected = first || direct || tag.contains("-tunneled-");
            assertThat(hit.header("Authorization")).hasSize(expected ? 1 : 0);
            assertThat(hit.header("x-fv-orgid")).hasSize(expected ? 1 : 0);
            assertThat(hit.header("x-fv-userid")).hasSize(expected ? 1 : 0);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void proxy_ofAnyKind_seesNothingOfOurs(Jdk jdk) {
        List<String> heads = Objects.requireNonNull(PROXY_HEADS.get(jdk));

        assertThat(heads)
                .anyMatch(head -> head.startsWith("GET "))
                .anyMatch(head -> head.startsWith("CONNECT "))
                .allSatisfy(head ->
                        assertThat(head).doesNotContainIgnoringCase("bearer").doesNotContainIgnoringCase("x-fv-"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agent_requestThroughAProxy_warnsOnce(Jdk jdk) {
        run(jdk).result().assertHealthy();
        assertThat(run(jdk).result().agentLines())
                .filteredOn(line -> line.startsWith("warn: Requests to http://localhost:"))
                .singleElement()
                .asString()
                .contains("go through the proxy localhost:", "without a token", "http.nonProxyHosts");
    }

    private static ScenarioRun run(Jdk jdk) {
        return Objects.requireNonNull(RUNS.get(jdk));
    }
}
