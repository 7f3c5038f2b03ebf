package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.FakeIdentity;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway rejects the token. Each scenario has a profile of its own, since a profile renews at most every 30 s. */
class UnauthorizedIT {
    private static final Suite[] SUITES = {Suite.UNAUTHORIZED_HTTP_CLIENT, Suite.UNAUTHORIZED_URL_CONNECTION};

    private static final Map<Jdk, ScenarioRun> RUNS = new HashMap<>();
    private static final Map<Jdk, FakeIdentity> IDENTITIES = new HashMap<>();

    @BeforeAll
    static void runClient() throws Exception {
        for (Jdk jdk : Jdk.all()) {
            try (World world = new World()) {
                IDENTITIES.put(jdk, world.identity());
                RUNS.put(jdk, world.run(world.jvmWithProfiles(jdk, tags("")), SUITES));
            }
        }
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    static List<Arguments> replayed() {
        return rows("-replayed-");
    }

    static List<Arguments> left() {
        return rows("-left-");
    }

    static List<Arguments> streamed() {
        return rows("-streamed-");
    }

    static List<Arguments> permanent() {
        return rows("-permanent");
    }

    static List<Arguments> together() {
        return rows("-together");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("replayed")
    void rejectedToken_repeatableBody_isReplayedOnceWithAFreshToken(Jdk jdk, String tag) {
        List<Hit> hits = gatewayHits(jdk, tag);

        assertThat(run(jdk).report(tag).get("answer")).startsWith("200 ");
        assertThat(hits)
                .extracting(hit -> hit.header("Authorization"))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(hits.get(1).withoutAuthorization()).isEqualTo(hits.get(0).withoutAuthorization());
        assertThat(exchanges(jdk, tag)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("left")
    void rejectedToken_bodyThatCanNotBeRepeated_isTheApplications401(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag).get("answer")).startsWith("401 ");
        assertThat(gatewayHits(jdk, tag)).hasSize(1);
        assertThat(exchanges(jdk, tag)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_bodyFromAStream_asksTheApplicationForNoOther(Jdk jdk) {
        for (String client : List.of("h1", "h2")) {
            assertThat(run(jdk).report(client + "-left-stream")).containsEntry("opened", "1");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("streamed")
    void rejectedToken_streamedBody_failsAsWithoutAgentAndTheNextRequestHasAFreshToken(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag).get("answer")).startsWith("401 cannot retry");
        assertThat(run(jdk).report(tag).get("next")).isEqualTo("200 GET:");
        assertThat(gatewayHits(jdk, tag)).extracting(Hit::method).containsExactly("POST", "GET");
        assertThat(exchanges(jdk, tag)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("permanent")
    void rejectedToken_everyTime_isReplayedOnceAndRenewedOnce(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag).get("first")).startsWith("401 ");
        assertThat(run(jdk).report(tag).get("second")).startsWith("401 ");
        assertThat(gatewayHits(jdk, tag)).as("first, its replay, second").hasSize(3);
        assertThat(exchanges(jdk, tag)).isEqualTo(2);
        assertThat(run(jdk).result().agentLines())
                .filteredOn(
                        line -> line.contains("profile " + tag + ": ") && line.contains("answers 401 to a fresh token"))
                .as("said once, though each of the two requests has seen it")
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("together")
    void rejectedToken_manyRequestsAtOnce_shareOneExchange(Jdk jdk, String tag) {
        for (int i = 0; i < 20; i++) {
            assertThat(run(jdk).report(tag).get("answer" + i)).isEqualTo("200 GET:");
        }
        assertThat(exchanges(jdk, tag)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("replayed")
    void rejectedToken_replayed_showsTheApplicationNeitherTokenNor401(Jdk jdk, String tag) {
        run(jdk).result().assertHealthy();
        assertThat(run(jdk).report(tag).values()).noneMatch(value -> value.contains("Bearer"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_behindAProxyWithAPassword_isReplayedThroughIt(Jdk jdk) throws Exception {
        try (World world = new World()) {
            ForkedJvm jvm = world.jvmWithAgent(jdk)
                    .property("filevine.gateway-hosts", world.address("gateway2"))
                    .property("filevine.profiles", "second");
            ScenarioRun run =
                    world.run(world.withProfile(jvm, "second", world.address("gateway")), Suite.REPLAY_BEHIND_PROXY);

            run.result().assertHealthy();
            for (String tag : Suite.REPLAY_BEHIND_PROXY.tags()) {
                assertThat(run.report(tag).get("answer")).startsWith("200 ");
                assertThat(run.hits(tag))
                        .extracting(hit -> hit.header("Authorization"))
                        .hasSize(2)
                        .doesNotHaveDuplicates();
            }
            assertThat(world.guardedProxy().heads("")).isNotEmpty();
        }
    }

    /** Sending it again would count as a redirect. */
    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_urlConnectionThatMayNotRedirect_isTheApplications401(Jdk jdk) throws Exception {
        try (World world = new World()) {
            ScenarioRun run = world.run(world.jvmWithAgent(jdk).property("http.maxRedirects", "1"), Suite.REJECTED);

            assertThat(run.report("url-get").get("answer")).startsWith("401 ");
            assertThat(run.hits("url-get")).hasSize(1);
        }
    }

    private static List<String> tags(String part) {
        List<String> tags = new ArrayList<>();
        for (Suite suite : SUITES) {
            tags.addAll(suite.tags());
        }
        return tags.stream().filter(tag -> tag.contains(part)).collect(Collectors.toList());
    }

    private static List<Arguments> rows(String part) {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            tags(part).forEach(tag -> rows.add(Arguments.of(jdk, tag)));
        }
        return rows;
    }

    private static ScenarioRun run(Jdk jdk) {
        return Objects.requireNonNull(RUNS.get(jdk));
    }

    private static int exchanges(Jdk jdk, String tag) {
        return Objects.requireNonNull(IDENTITIES.get(jdk)).exchangesOf(tag);
    }

    private static List<Hit> gatewayHits(Jdk jdk, String tag) {
        return run(jdk).hits(tag).stream()
                .filter(hit -> hit.server().equals("gateway"))
                .collect(Collectors.toList());
    }
}
