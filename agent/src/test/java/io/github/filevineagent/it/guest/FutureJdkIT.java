package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.client.Tampering;
import io.github.filevineagent.it.support.AgentJar;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A JDK in which a member that the agent needs has another name: that client goes without, the other one works. */
class FutureJdkIT {
    private static final String HTTP_CLIENT = "jdk/internal/net/http/";
    private static final String URL_CONNECTION = "sun/net/www/";

    static List<Arguments> changes() {
        List<Arguments> changes = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            // A hooked method, and a field that a hook reads, of each client.
            changes.add(Arguments.of(jdk, HTTP_CLIENT, "responseAsync", "responseAsinc", "url-get", "h1-get"));
            changes.add(Arguments.of(jdk, HTTP_CLIENT, "isConnectResponse", "isConnectReply___", "url-get", "h1-get"));
            changes.add(Arguments.of(jdk, URL_CONNECTION, "writeRequests", "writeRequestz", "h1-get", "url-get"));
            changes.add(Arguments.of(jdk, URL_CONNECTION, "userHeaders", "userHeaderz", "h1-get", "url-get"));
        }
        return changes;
    }

    @ParameterizedTest(name = "{0} {1}{2}")
    @MethodSource("changes")
    void member_missing_isSaidLoudlyAndTheApplicationWorks(
            Jdk jdk, String classes, String member, String newName, String working, String without) throws Exception {
        try (World world = new World()) {
            ScenarioRun run = world.run(
                    world.configured(world.jvm(jdk)
                            .option("-javaagent:" + AgentJar.of(Tampering.class, world.directory()) + "=" + classes
                                    + ":" + member + ":" + newName)
                            .agent(BuildDirectory.agentJar())),
                    Suite.ONE_REQUEST);

            assertThat(run.result().exitStatus()).isZero();
            assertThat(run.result().agentLines())
                    .as(run.result().toString())
                    .filteredOn(line -> line.startsWith("error:"))
                    .hasSizeBetween(1, 2)
                    .allSatisfy(line -> assertThat(line).contains("JDK", member));
            assertThat(run.report(working).get("answer")).startsWith("200");
            assertThat(run.report(without).get("answer")).startsWith("200");
            assertThat(run.hits(working).get(0).header("Authorization")).hasSize(1);
            assertThat(run.hits(without).get(0).header("Authorization")).isEmpty();
        }
    }
}
