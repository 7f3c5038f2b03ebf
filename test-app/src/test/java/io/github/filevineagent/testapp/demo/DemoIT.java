package io.github.filevineagent.testapp.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.testapp.process.Jdks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the packaged demo as a newcomer does. */
class DemoIT {
    private static final Path DEMO = Path.of("target", "filevine-demo.jar").toAbsolutePath();

    @TempDir
    Path directory;

    static Stream<Arguments> jdks() throws IOException {
        return Jdks.byRelease().entrySet().stream().map(jdk -> Arguments.of(jdk.getKey(), jdk.getValue()));
    }

    @ParameterizedTest(name = "JDK {0}")
    @MethodSource("jdks")
    void demo_packagedJars_showsTheAgentAtWork(int release, Path home) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));

        Result demo = run(home, List.of("-Djava.io.tmpdir=" + temporary, "-jar", DEMO.toString()));

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
                .contains("Everything as expected.");
        assertThat(demo.output()).as("no token, no escape sequence").doesNotContain("fv-demo-", "\u001b");
        assertThat(temporary).as("what the demo leaves behind").isEmptyDirectory();
    }

    @Test
    void demo_agentMissing_saysWhatToRun() throws Exception {
        Path missing = directory.resolve("missing.jar");

        Result demo = run(
                Path.of(System.getProperty("java.home")),
                List.of("-D" + AgentJar.PROPERTY + "=" + missing, "-jar", DEMO.toString()));

        assertThat(demo.status()).isEqualTo(2);
        assertThat(demo.lines()).singleElement().asString().contains(missing.toString(), "mvn -q -DskipTests package");
    }

    @Test
    void demo_anyArgument_isRefused() throws Exception {
        Result demo = run(Path.of(System.getProperty("java.home")), List.of("-jar", DEMO.toString(), "--fast"));

        assertThat(demo.status()).isEqualTo(2);
        assertThat(demo.lines()).singleElement().asString().contains("takes no arguments", "--fast");
    }

    private record Result(int status, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    private Result run(Path home, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(arguments);
        File output = directory.resolve("output").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("FILEVINE_REGION", "of a real configuration, which must not matter here");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() == 0) {
            Jdks.recordUse(Path.of(command.get(0)));
        }
        return new Result(process.exitValue(), Files.readString(output.toPath(), UTF_8));
    }
}
