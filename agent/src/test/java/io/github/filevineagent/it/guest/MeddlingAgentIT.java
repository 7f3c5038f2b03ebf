package io.github.filevineagent.it.guest;

import io.github.filevineagent.it.client.Busybody;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.AgentJar;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another agent that loads, retransforms or redefines the hooked classes: the hooks are in once, and stay. */
class MeddlingAgentIT extends InWorld {
    static List<Arguments> deeds() {
        List<Arguments> deeds = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            for (String deed : List.of("load", "retransform", "redefine")) {
                deeds.add(Arguments.of(jdk, deed));
            }
        }
        return deeds;
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void agent_beforeOurs_hooksGetIntoLoadedClasses(Jdk jdk, String deed) throws Exception {
        ForkedJvm jvm = world.configured(world.jvm(jdk).option(busybody(deed)).agent(BuildDirectory.agentJar()));

        assertHookedOnce(world.run(jvm, Suite.ONE_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void agent_afterOurs_hooksStay(Jdk jdk, String deed) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk).option(busybody(deed));

        assertHookedOnce(world.run(jvm, Suite.ONE_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agent_afterOursThatAltersEachClass_leavesTheModulesUsable(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk).option(busybody("alter"));

        assertHookedOnce(world.run(jvm, Suite.ONE_REQUEST));
    }

    /** Both, so that classes are retransformed in which the hooks are already. */
    @ParameterizedTest
    @MethodSource("deeds")
    void agents_beforeAndAfterOurs_hooksAreInOnce(Jdk jdk, String deed) throws Exception {
        ForkedJvm jvm = world.configured(world.jvm(jdk)
                .option(busybody("load"))
                .agent(BuildDirectory.agentJar())
                .option(busybody(deed)));

        assertHookedOnce(world.run(jvm, Suite.ONE_REQUEST));
    }

    private static void assertHookedOnce(ScenarioRun run) {
        run.result().assertHealthy();
        run.assertAuthorized(Suite.ONE_REQUEST);
    }

    private String busybody(String deed) throws IOException {
        return "-javaagent:" + AgentJar.of(Busybody.class, world.directory()) + "=" + deed;
    }
}
