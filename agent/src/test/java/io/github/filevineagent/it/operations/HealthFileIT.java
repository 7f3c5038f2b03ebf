package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe finds, as the application itself sees it: there, and what is in it, or not. */
class HealthFileIT {
    @TempDir
    Path directory;

    private StandIn filevine;
    private AgentRun agent;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        filevine = StandIn.overHttp();
        agent = new AgentRun(filevine, directory);
        file = directory.resolve("health");
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
    void file_validToken_isThereUntilTheJvmEnds(Jdk jdk) throws Exception {
        JvmResult app = agent.health(jdk, file, true, "-Dfilevine.health-file=" + file);

        assertThat(app.out())
                .as(app.toString())
                .contains("file default FRESH until ")
                .doesNotContain("access-token");
        assertThat(directory).isDirectoryNotContaining("glob:**/health*");
    }

    /** One that crashed has left a file, which must not speak for its successor. */
    @ParameterizedTest
    @MethodSource("jdks")
    void file_leftBehindAndCredentialsRefused_isGone(Jdk jdk) throws Exception {
        filevine.refuseExchanges(400, "{\"error\":\"invalid_grant\"}");
        Files.writeString(file, "default FRESH until tomorrow\n");

        JvmResult app = agent.health(jdk, file, false, "-Dfilevine.health-file=" + file);

        assertThat(app.out()).as(app.toString()).contains("no file");
    }

    @Test
    void file_oneOfTwoProfilesHasAToken_isThereAndNamesTheOther() throws Exception {
        JvmResult app = agent.health(
                Jdk.current(),
                file,
                true,
                "-Dfilevine.health-file=" + file,
                "-Dfilevine.profiles=firm",
                "-Dfilevine.profile.firm.pat=p",
                "-Dfilevine.profile.firm.identity-url=http://localhost:1",
                "-Dfilevine.profile.firm.gateway-hosts=firm.example");

        assertThat(app.out().lines()).as(app.toString()).contains("file firm MISSING");
    }

    @Test
    void file_nobodyHasUsedTheToken_isThere() throws Exception {
        JvmResult app = agent.health(
                Jdk.current(), file, true, "-Dfilevine.health-file=" + file, "-Dfilevine.refresh=when-used");

        assertThat(app.out().lines()).as(app.toString()).contains("file default UNUSED");
    }

    @Test
    void file_directoryMissing_hurtsNobody() throws Exception {
        JvmResult app = agent.request(
                Jdk.current(),
                "-Dfilevine.health-file=" + directory.resolve("missing").resolve("health"));

        assertThat(app.out()).as(app.toString()).contains("answer done");
        assertThat(app.agentLines()).noneMatch(line -> line.startsWith("error:"));
    }
}
