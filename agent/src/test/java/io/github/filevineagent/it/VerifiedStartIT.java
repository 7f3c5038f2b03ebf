package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Delaying;
import io.github.filevineagent.it.client.UrlRequest;
import io.github.filevineagent.it.support.AgentJar;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applications that make a request as soon as they run, in JVMs that verify the JDK's classes, too: verifying one loads
 * others, so that the hooked classes are loaded early, and by several threads that need each other's.
 */
class VerifiedStartIT extends InWorld {
    private static final int RUNS = 4;
    private static final List<String> PROFILES = List.of("first", "second", "third");

    @ParameterizedTest
    @MethodSource("jdks")
    void start_automaticIds_endsAndTheRequestHasAToken(Jdk jdk) throws Exception {
        for (int run = 1; run <= RUNS; run++) {
            ForkedJvm jvm = verifying(world.jvmWithAgent(jdk))
                    .property("filevine.org-id", "auto")
                    .property("filevine.user-id", "auto");

            assertAuthorized(jvm, "gateway", "main-");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_profilesWithAutomaticIds_endsAndTheRequestHasItsToken(Jdk jdk) throws Exception {
        for (int run = 1; run <= RUNS; run++) {
            ForkedJvm jvm = verifying(world.jvmWithProfiles(jdk, PROFILES));
            for (String profile : PROFILES) {
                jvm.property("filevine.profile." + profile + ".org-id", "auto");
            }

            assertAuthorized(jvm, "third", "third-");
        }
    }

    /** The start-up thread is delayed before the hooks exist, and the request is there long before them. */
    @ParameterizedTest
    @MethodSource("slowStarts")
    void request_beforeTheAgentIsPutTogether_waitsForIt(Jdk jdk, String delayed) throws Exception {
        String delaying = "-javaagent:" + AgentJar.of(Delaying.class, world.directory()) + "=" + delayed;

        assertAuthorized(
                world.configured(world.jvm(jdk).option(delaying).agent(BuildDirectory.agentJar())),
                "gateway",
                "main-1");
    }

    static List<Arguments> slowStarts() {
        List<Arguments> starts = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            starts.add(Arguments.of(jdk, "io.github.filevineagent.startup.Agent"));
            starts.add(Arguments.of(jdk, "io.github.filevineagent.authorize.Authorizer"));
        }
        return starts;
    }

    private void assertAuthorized(ForkedJvm jvm, String host, String token) throws Exception {
        ScenarioRun run = world.runMain(jvm, UrlRequest.class, world.address(host) + "/early/ok");

        run.result().assertHealthy();
        assertThat(run.hits("early"))
                .singleElement()
                .extracting(hit -> hit.header("Authorization").toString())
                .asString()
                .startsWith("[Bearer fvtoken-" + token);
    }

    /** What {@code -Xverify:all} does, which newer JVMs warn of. */
    private static ForkedJvm verifying(ForkedJvm jvm) {
        return jvm.option("-XX:+UnlockDiagnosticVMOptions")
                .option("-XX:+BytecodeVerificationLocal")
                .option("-XX:+BytecodeVerificationRemote");
    }
}
