package io.github.filevineagent.testapp.demo;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Command.Finished;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the packaged demo as a newcomer does. */
class DemoIT {
    private static final Path DEMO = Path.of("target", "filevine-demo.jar").toAbsolutePath();

    @TempDir
    Path directory;

    /** The demo is compiled for 17: it is there for developers, who build it, and not for a program in production. */
    static List<Jdk> jdks() {
        return Jdk.since(17);
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("jdks")
    void demo_packagedJars_showsTheAgentAtWork(Jdk jdk) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));

        Result demo = run(jdk, List.of("-Djava.io.tmpdir=" + temporary, "-jar", DEMO.toString()));

        assertThat(demo.status()).as(demo.output()).isZero();
        assertThat(demo.lines())
                .anyMatch(line -> line.matches(".*gateway +GET +/fv-app/v2/Projects\\S+ +401 +none.*"))
                .anyMatch(line -> line.matches(".*identity +POST /connect/token +200 +#1 +new access token"))
                .anyMatch(line -> line.matches(".*gateway +GET +/fv-app/v2/Documents/\\d+/locator +302 +#\\d+ .*"))
                .anyMatch(line -> line.matches(".*gateway +GET +\\S+/Notes\\S+ +401 +#\\d+ +access token revoked"))
                .anyMatch(line -> line.matches(".*gateway +GET +\\S+/Notes\\S+ +200 +#\\d+ +same request once more"))
                .anyMatch(line -> line.matches(" +calls without the agent +3 +3 failed"))
                .anyMatch(line -> line.matches(" +calls with the agent +\\d+ +0 failed"))
                .anyMatch(line -> line.matches(" +requests to the storage +6 +0 with Authorization"))
                .anyMatch(line ->
                        line.matches(".*program +4712 send +list projects +FAILED: .*No valid Filevine access token.*"))
                .anyMatch(line -> line.matches(".*operator +puts firm-4712.properties into filevine.profiles-dir"))
                .anyMatch(line -> line.matches(".*agent +filevine.profiles-dir: new profiles: firm-4712."))
                .anyMatch(line -> line.matches(".*gateway +GET +/fv-app/v2/Projects\\S+ +200 +#\\d+ +for firm 4712"))
                .anyMatch(line -> line.matches(" +requests for firm 4711 +\\d+ +0 without its own access token"))
                .anyMatch(line -> line.matches(" +requests for firm 4712 +\\d+ +0 without its own access token"))
                .contains("Everything as expected.");
        assertThat(demo.output()).as("no token, no escape sequence").doesNotContain("fv-demo-", "\u001b");
        assertThat(temporary).as("what the demo leaves behind").isEmptyDirectory();
    }

    @Test
    void demo_agentMissing_saysWhatToRun() throws Exception {
        Path missing = directory.resolve("missing.jar");

        Result demo = run(Jdk.current(), List.of("-D" + AgentJar.PROPERTY + "=" + missing, "-jar", DEMO.toString()));

        assertThat(demo.status()).isEqualTo(2);
        assertThat(demo.lines()).singleElement().asString().contains(missing.toString(), "mvn -q -DskipTests package");
    }

    @Test
    void demo_anyArgument_isRefused() throws Exception {
        Result demo = run(Jdk.current(), List.of("-jar", DEMO.toString(), "--fast"));

        assertThat(demo.status()).isEqualTo(2);
        assertThat(demo.lines()).singleElement().asString().contains("takes no arguments", "--fast");
    }

    private record Result(int status, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    private Result run(Jdk jdk, List<String> arguments) throws IOException, InterruptedException {
        Finished demo = Command.java(jdk, arguments)
                .environment(Map.of("FILEVINE_REGION", "of a real configuration, which must not matter here"))
                .run();
        return new Result(demo.status(), demo.out() + demo.err());
    }
}
