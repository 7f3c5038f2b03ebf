package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.eavesdropper.Eavesdropped;
import io.github.filevineagent.it.client.eavesdropper.HandlerProvider;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.net.spi.URLStreamHandlerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's own calls are carried by the JDK, whatever the application has URLs served by. */
class UrlHandlersIT extends InWorld {

    @ParameterizedTest
    @MethodSource("jdks")
    void provider_onTheClassPath_hearsNothingOfTheExchange(Jdk jdk) throws Exception {
        Path provider = world.directory().resolve("provider");
        Path services = Files.createDirectories(provider.resolve("META-INF/services"));
        Files.writeString(services.resolve(URLStreamHandlerProvider.class.getName()), HandlerProvider.class.getName());
        ForkedJvm jvm = application(jdk)
                .option("-cp")
                .option(BuildDirectory.testClasses() + File.pathSeparator + provider)
                .option(Eavesdropped.class.getName());

        assertHearsNothing(world.runAsIs(jvm, world.address("gateway") + "/eavesdropped/ok", "1"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void packages_ofTheCommandLine_hearNothingOfTheExchange(Jdk jdk) throws Exception {
        ForkedJvm jvm = application(jdk).property("java.protocol.handler.pkgs", Eavesdropped.class.getPackageName());

        assertHearsNothing(world.runMain(jvm, Eavesdropped.class, world.address("gateway") + "/eavesdropped/ok", "1"));
    }

    /** The gateway rejects the first token, so there is an exchange after the factory has come. */
    @ParameterizedTest
    @MethodSource("jdks")
    void factory_ofMain_hearsNothingOfAnyExchange(Jdk jdk) throws Exception {
        ForkedJvm jvm = application(jdk).property("eavesdropped.factory", "true");

        JvmResult result = world.runMain(
                        jvm, Eavesdropped.class, world.address("gateway") + "/eavesdropped/revoked/ok", "1")
                .result();

        assertThat(result.report("eavesdropped"))
                .as(result.toString())
                .containsExactlyInAnyOrderEntriesOf(Map.of("answer0", "200", "heard", ""));
        assertThat(world.identity().exchanges()).isEqualTo(2);
    }

    private ForkedJvm application(Jdk jdk) throws Exception {
        return world.jvmWithAgent(jdk).property("filevine.org-id", "auto");
    }

    private static void assertHearsNothing(ScenarioRun run) {
        run.result().assertHealthy();
        assertThat(run.result().report("eavesdropped"))
                .as(run.result().toString())
                .containsExactlyInAnyOrderEntriesOf(Map.of("answer0", "200", "heard", ""));
        assertThat(run.hits("eavesdropped"))
                .extracting(hit -> hit.header("Authorization"))
                .containsExactly(List.of("Bearer fvtoken-main-1"));
    }
}
