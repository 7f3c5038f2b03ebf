package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.client.Hello;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the agent is configured, refuses to start, and stays away. */
class StartupIT extends InWorld {
    private static final String MAIN_RAN = "hello.main=ran";
    private static final int SHORT_RUNS = 10;

    @ParameterizedTest
    @MethodSource("jdks")
    void start_valid_saysOneLineAndTheJvmNothing(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(world.jvmWithAgent(jdk), Suite.ONE_REQUEST);

        run.result().assertHealthy();
        assertThat(run.result().otherErrorLines()).isEmpty();
        assertThat(run.result().agentLines())
                .singleElement()
                .asString()
                .contains("active", world.address("gateway"), "HttpClient", "HttpURLConnection");
        run.assertAuthorized(Suite.ONE_REQUEST);
    }

    /** The agent is still getting ready then, on a thread for which the JVM's instrumentation ends in the midst of it. */
    @ParameterizedTest
    @MethodSource("jdks")
    void start_programThatEndsAtOnce_isNotToldOfFailures(Jdk jdk) throws Exception {
        for (int run = 0; run < SHORT_RUNS; run++) {
            JvmResult result = world.jvmWithAgent(jdk).runMain(Hello.class.getName());

            assertThat(result.exitStatus()).isZero();
            assertThat(result.otherErrorLines()).isEmpty();
            assertThat(result.agentLines()).allMatch(line -> line.contains("is active"));
        }
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_secretOnTheCommandLine_saysOnceThatAFileIsSafer(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvm(jdk)
                .agent(BuildDirectory.agentJar())
                .property("filevine.identity-url", world.address("identity"))
                .property("filevine.gateway-hosts", world.address("gateway"))
                .property("filevine.pat", "fvpat-main");

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        run.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.startsWith("warn:"))
                .singleElement()
                .asString()
                .contains("filevine.pat is a system property", "filevine.pat-file is safer");
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_mistypedVariableAndTheApplicationsOwnProperty_areAWarningEach(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk)
                .environment("FILEVINE_REGOIN", "ca")
                .property("filevine.base-url", "https://example.com");

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        run.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.startsWith("warn:"))
                .hasSize(2)
                .anyMatch(line -> line.contains("FILEVINE_REGOIN is not read (did you mean FILEVINE_REGION?)"))
                .anyMatch(line -> line.startsWith("warn: filevine.base-url: no setting of the agent has this name"));
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_settingBehindTheMainClass_isRefusedAndSaysWhereItBelongs(Jdk jdk) throws Exception {
        JvmResult result = ForkedJvm.of(jdk)
                .agent(BuildDirectory.agentJar())
                .runMain(Hello.class.getName(), "-Dfilevine.pat-file=/run/secrets/pat");

        assertRefused(result);
        assertThat(result.err())
                .contains("profile default has no Personal Access Token")
                .contains("warn: -Dfilevine.pat-file stands behind -jar or the main class");
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_logOff_saysNothing(Jdk jdk) throws Exception {
        JvmResult result =
                world.jvmWithAgent(jdk).property("filevine.log-level", "off").runMain(Hello.class.getName());

        assertThat(result.exitStatus()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_agentArguments_areRefusedAndTheMessageShowsTheProperty(Jdk jdk) throws Exception {
        JvmResult result = ForkedJvm.of(jdk)
                .option("-javaagent:" + BuildDirectory.agentJar() + "=filevine.region=ca")
                .property("filevine.pat-file", world.patFile("main").toString())
                .runMain(Hello.class.getName());

        assertRefused(result);
        assertThat(result.err()).contains("-Dfilevine.region=...");
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_wrongConfiguration_endsWithEveryProblem(Jdk jdk) throws Exception {
        JvmResult result = wronglyConfigured(jdk).runMain(Hello.class.getName());

        assertRefused(result);
        assertAllProblems(result);
    }

    /** Where the JVM's end waits for premain, it waits for a minute. */
    @ParameterizedTest
    @MethodSource("jdks")
    void start_wrongConfiguration_endsTheJvmAtOnce(Jdk jdk) throws Exception {
        long start = System.nanoTime();

        JvmResult result = wronglyConfigured(jdk).runMain(Hello.class.getName());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        assertRefused(result);
        assertAllProblems(result);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_wrongConfigurationThatDisables_runsTheApplicationWithoutTheAgent(Jdk jdk) throws Exception {
        JvmResult result = wronglyConfigured(jdk)
                .property("filevine.on-config-error", "disable")
                .runMain(Hello.class.getName());

        assertThat(result.exitStatus()).isZero();
        assertThat(result.out()).contains(MAIN_RAN);
        assertAllProblems(result);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_notEnabled_doesNothing(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(world.jvmWithAgent(jdk).property("filevine.enabled", "false"), Suite.ONE_REQUEST);

        assertThat(run.result().exitStatus()).isZero();
        assertThat(run.result().err()).isEmpty();
        assertThat(world.identity().exchanges()).isZero();
        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.hits(tag))
                    .singleElement()
                    .extracting(hit -> hit.header("Authorization"))
                    .isEqualTo(List.of());
        }
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_environmentVariables_configureIt(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvm(jdk)
                .agent(BuildDirectory.agentJar())
                .environment("FILEVINE_IDENTITY_URL", world.address("identity"))
                .environment("FILEVINE_GATEWAY_HOSTS", world.address("gateway"))
                .environment("FILEVINE_PAT_FILE", world.patFile("main").toString());

        world.run(jvm, Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_configurationFile_configuresIt(Jdk jdk) throws Exception {
        Path file = Files.write(
                world.directory().resolve("filevine.properties"),
                List.of(
                        "filevine.identity-url=" + world.address("identity"),
                        "filevine.gateway-hosts=" + world.address("gateway"),
                        // In properties a backslash, which Windows has in paths, begins an escape.
                        "filevine.pat-file=" + world.patFile("main").toString().replace(File.separatorChar, '/')));

        ForkedJvm jvm =
                world.jvm(jdk).agent(BuildDirectory.agentJar()).property("filevine.config-file", file.toString());

        world.run(jvm, Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_renamedJarInAReadOnlyDirectoryWithSpacesAndUmlauts_works(Jdk jdk) throws Exception {
        Path directory = Files.createDirectory(world.directory().resolve("nur lesbar, Grüße"));
        Path jar = Files.copy(BuildDirectory.agentJar(), directory.resolve("umbenannt ü.jar"));
        assumeThat(jar.toFile().setWritable(false) && directory.toFile().setWritable(false))
                .as("directories can be made read-only, as on Unix systems")
                .isTrue();

        ScenarioRun run = world.run(world.configured(world.jvm(jdk).agent(jar)), Suite.ONE_REQUEST);

        assertThat(directory.toFile().setWritable(true)).isTrue();
        run.assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_attachedTwice_warnsAndWorksOnce(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(world.jvmWithAgent(jdk).agent(BuildDirectory.agentJar()), Suite.ONE_REQUEST);

        run.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.startsWith("warn:"))
                .singleElement()
                .asString()
                .contains("twice");
        assertThat(world.identity().exchanges()).isEqualTo(1);
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void start_twoProfiles_eachHostGetsItsOwnToken(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk)
                .property("filevine.gateway-hosts", world.address("gateway"))
                .property("filevine.profiles", "second");

        ScenarioRun run = world.run(
                world.withProfile(jvm, "second", world.address("gateway2")), Suite.REDIRECT_TO_ANOTHER_GATEWAY);

        run.result().assertHealthy();
        for (String tag : Suite.REDIRECT_TO_ANOTHER_GATEWAY.tags()) {
            List<Hit> hits = run.hits(tag);
            assertThat(hits.get(0).header("Authorization").toString()).contains("fvtoken-main-");
            assertThat(hits.get(1).header("Authorization").toString()).contains("fvtoken-second-");
        }
    }

    private static ForkedJvm wronglyConfigured(Jdk jdk) {
        return ForkedJvm.of(jdk)
                .agent(BuildDirectory.agentJar())
                .property("filevine.region", "mars")
                .property("filevine.token-wait", "soon")
                .property("filevine.pat-fiel", "/run/secrets/pat");
    }

    private static void assertRefused(JvmResult result) {
        assertThat(result.exitStatus()).as(result.toString()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }

    private static void assertAllProblems(JvmResult result) {
        assertThat(result.otherErrorLines()).isEmpty();
        assertThat(result.err())
                .contains("filevine.region", "mars", "filevine.token-wait", "soon")
                .contains("filevine.pat-fiel", "did you mean filevine.pat-file")
                .doesNotContain("Exception");
    }
}
