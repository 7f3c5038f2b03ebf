package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.OwnDefaults;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK decides once for the whole JVM is the application's to choose, although the agent is there before it. */
class OwnDefaultsIT extends InWorld {
    private static final int FIRST_WITH_NAME_SERVICES = 18;

    static List<Jdk> jdksWithNameServices() {
        return Jdk.since(FIRST_WITH_NAME_SERVICES);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void timeZone_setAfterARequest_isTheJvms(Jdk jdk) throws Exception {
        assertThat(world.jvmWithAgent(jdk)
                        .runMain(OwnDefaults.class.getName(), world.address("gateway") + "/defaults/valid")
                        .assertHealthy()
                        .report("defaults"))
                .containsEntry("status", "200")
                .containsEntry("timezone", "Asia/Tokyo");
    }

    /** The agent's exchange has looked up a name before the application does. */
    @ParameterizedTest
    @MethodSource("jdksWithNameServices")
    void nameService_onTheClassPath_isTheJvms(Jdk jdk) throws Exception {
        Path classes = world.directory().resolve("name-service");
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.net.spi.InetAddressResolverProvider"), "NameService");
        JvmResult compiled = ForkedJvm.ofTool(jdk, "javac")
                .run(
                        "-d",
                        classes.toString(),
                        BuildDirectory.testResource("guests/NameService.java").toString());
        assertThat(compiled.exitStatus()).as(compiled.toString()).isZero();

        assertThat(world.jvmWithItsOwnNames(jdk)
                        .option("-cp")
                        .option(BuildDirectory.testClasses() + File.pathSeparator + classes)
                        .option(OwnDefaults.class.getName())
                        .run(world.address("plain") + "/defaults/valid", "known-to-the-application.test")
                        .assertHealthy()
                        .report("defaults"))
                .containsEntry("status", "200")
                .containsEntry("address", "192.0.2.1");
    }
}
