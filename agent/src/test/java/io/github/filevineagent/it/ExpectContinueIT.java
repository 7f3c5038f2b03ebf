package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that ask before they send their body, to a server that asks for it and to one that answers without it. The
 * final answer to the first token is 401.
 */
class ExpectContinueIT extends InWorld {
    /** The servers, each a gateway host with a profile of that name. */
    private static final List<String> SERVERS = List.of("asking", "hasty");

    /** From this JDK on all have the fix, so there the replay must be seen. */
    private static final int FIXED_FOR_GOOD = 19;

    static List<Arguments> httpClient() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            rows.add(Arguments.of(jdk, Suite.EXPECT_HTTP_1, "h1", "HTTP/1.1"));
            rows.add(Arguments.of(jdk, Suite.EXPECT_HTTP_2, "h2", "HTTP/2"));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("httpClient")
    void httpClient_rejectedToken_isReplayedOnceAndAsksAgainIfTheJdkCan(
            Jdk jdk, Suite suite, String client, String protocol) throws Exception {
        ScenarioRun run = world.run(world.jvmWithProfiles(jdk, SERVERS), suite);

        run.result().assertHealthy();
        boolean fixed = "true".equals(run.report(client + "-asking").get("fixed"));
        assertThat(fixed || jdk.version() < FIXED_FOR_GOOD)
                .as("the fix is found")
                .isTrue();
        if (fixed) {
            assertThat(run.report(client + "-asking").get("answer")).isEqualTo("200 POST:body");
            assertThat(run.report(client + "-hasty").get("answer")).isEqualTo("200 POST:");
            assertHits(run, client, protocol, "POST", "POST", "GET");
            for (String server : SERVERS) {
                assertNextHasFreshToken(run, client, server);
            }
        } else {
            ScenarioRun withoutAgent = world.run(world.jvm(jdk), suite);
            for (String server : SERVERS) {
                String answer = run.report(client + "-" + server).get("answer");
                assertThat(answer).isIn("401 ", TimeoutException.class.getName());
                assertThat(answer)
                        .isEqualTo(withoutAgent.report(client + "-" + server).get("answer"));
            }
            assertHits(run, client, protocol, "POST", "GET");
            for (String server : SERVERS) {
                if (takesUnaskedContinueForAnAnswer(withoutAgent, client, server)) {
                    assertThat(run.report(client + "-" + server).get("next")).startsWith("100 ");
                    assertRequestsHaveDifferentTokens(run, client, server);
                } else {
                    assertNextHasFreshToken(run, client, server);
                }
            }
        }
    }

    private void assertHits(ScenarioRun run, String client, String protocol, String... methods) {
        for (String server : SERVERS) {
            List<Hit> hits = run.hits(client + "-" + server);
            assertThat(hits).extracting(Hit::method).containsExactly(methods);
            assertThat(hits).allSatisfy(hit -> assertThat(hit.protocol()).isEqualTo(protocol));
            assertThat(hits)
                    .filteredOn(hit -> hit.method().equals("POST"))
                    .allSatisfy(hit -> assertThat(hit.header("Expect")).containsExactly("100-Continue"));
        }
    }

    /** JDK 11's {@code HttpClient} does, and this server sends one before each answer. */
    private static boolean takesUnaskedContinueForAnAnswer(ScenarioRun withoutAgent, String client, String server) {
        return String.valueOf(withoutAgent.report(client + "-" + server).get("next"))
                .startsWith("100 ");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void urlConnection_rejectedToken_failsAsWithoutAgentAndTheNextRequestHasAFreshToken(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(world.jvmWithProfiles(jdk, SERVERS), Suite.EXPECT_URL_CONNECTION);

        run.result().assertHealthy();
        assertThat(run.report("url-asking").get("answer")).startsWith("java.net.HttpRetryException: cannot retry");
        assertThat(run.report("url-hasty").get("answer"))
                .isEqualTo("java.net.ProtocolException: Server rejected operation");
        for (String server : SERVERS) {
            List<Hit> hits = run.hits("url-" + server);
            assertThat(hits).extracting(Hit::method).containsExactly("POST", "GET");
            assertThat(hits.get(0).header("Expect")).containsExactly("100-continue");
            assertNextHasFreshToken(run, "url", server);
        }
    }

    private void assertNextHasFreshToken(ScenarioRun run, String client, String server) {
        assertThat(run.report(client + "-" + server).get("next")).isEqualTo("200 GET:");
        assertRequestsHaveDifferentTokens(run, client, server);
    }

    private void assertRequestsHaveDifferentTokens(ScenarioRun run, String client, String server) {
        assertThat(run.hits(client + "-" + server))
                .allSatisfy(hit -> assertThat(hit.header("Authorization"))
                        .singleElement()
                        .asString()
                        .startsWith("Bearer fvtoken-" + server + "-"))
                .extracting(hit -> hit.header("Authorization"))
                .containsOnlyOnce(run.hits(client + "-" + server).get(0).header("Authorization"));
        assertThat(world.identity().exchangesOf(server)).isEqualTo(2);
    }
}
