package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.CollectGarbage;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent needs for a moment does not stay. */
class UnloadingIT extends InWorld {
    @ParameterizedTest
    @MethodSource("jdks")
    void byteBuddy_onceTheHooksAreIn_isUnloaded(Jdk jdk) throws Exception {
        JvmResult result = world.jvmWithAgent(jdk).option("-Xlog:class+unload").runMain(CollectGarbage.class.getName());

        assertThat(result.exitStatus()).isZero();
        assertThat(result.out())
                .contains("unloading class net.bytebuddy.jar.asm.ClassReader ")
                .contains("unloading class io.github.filevineagent.weaving.HookWeaver ")
                .doesNotContain("unloading class io.github.filevineagent.instrumentation");
    }
}
