package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the agent's lines go, and what they begin with. */
class LogIT {
    @TempDir
    Path directory;

    private StandIn filevine;
    private AgentRun agent;

    @BeforeEach
    void start() throws IOException {
        filevine = StandIn.overHttp();
        agent = new AgentRun(filevine, directory);
    }

    @AfterEach
    void stop() {
        filevine.close();
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void logTo_system_isStandardErrorUntilTheApplicationLogs(Jdk jdk) throws Exception {
        filevine.rejectAfterwards();

        JvmResult app = agent.log(jdk, true, "-Dfilevine.log-to=system", "-Dfilevine.log-level=debug");

        assertThat(app.out()).as(app.toString()).contains("own manager true", "answer done");
        assertThat(app.agentLines()).anyMatch(line -> line.contains("is active."));
        assertThat(app.out().lines())
                .as("the agent's line in the application's logging")
                .anyMatch(line -> line.startsWith("logged FINE profile default: localhost answered 401"));
        assertThat(app.err()).doesNotContain("answered 401");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void logTo_systemAndNobodyLogs_staysOnStandardErrorAndDecidesNothing(Jdk jdk) throws Exception {
        filevine.rejectAfterwards();

        JvmResult app = agent.log(
                jdk, false, "-Dfilevine.log-to=system", "-Dfilevine.log-level=debug", "-Xlog:class+load:stdout");

        assertThat(app.agentLines()).as(app.err()).anyMatch(line -> line.contains("localhost answered 401"));
        assertThat(app.out()).doesNotContain("java.util.logging.LogManager ", "LoggerFinderLoader ");
    }

    static List<Jdk> jdksWithAotCaches() {
        return Jdk.since(25);
    }

    /** With one, the JVM has all classes of its training loaded before {@code main}, the {@code LogManager}, too. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("jdksWithAotCaches")
    void logTo_systemWithAnAotCache_decidesNothingBeforeMain(Jdk jdk) throws Exception {
        Path jar = applicationJar();
        Path cache = directory.resolve("app.aot");

        JvmResult training = agent.log(jdk, jar, "-Dfilevine.log-to=system", "-XX:AOTCacheOutput=" + cache);
        JvmResult app = agent.log(jdk, jar, "-Dfilevine.log-to=system", "-XX:AOTCache=" + cache, "-Xlog:aot");

        assertThat(cache).as(training.toString()).isNotEmptyFile();
        assertThat(app.out()).as(app.toString()).contains("Using AOT-linked classes: true", "own manager true");
        assertThat(app.agentLines()).anyMatch(line -> line.contains("is active."));
    }

    /** An AOT cache is for class paths of jars only. */
    private Path applicationJar() throws IOException {
        Path jar = directory.resolve("app.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("LogApp", "LogApp$OwnManager", "LogApp$Printing", "RequestApp")) {
                String entry = LogIT.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                entries.putNextEntry(new JarEntry(entry));
                Files.copy(BuildDirectory.testClasses().resolve(entry), entries);
            }
        }
        return jar;
    }

    @Test
    void logTimestamps_on_areInFrontOfEachLine() throws Exception {
        JvmResult app = agent.request(Jdk.current(), "-Dfilevine.log-timestamps=true");

        assertThat(app.agentLines())
                .as(app.toString())
                .isNotEmpty()
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*"));
    }
}
