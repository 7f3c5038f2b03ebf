package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.client.Surroundings;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent changes nothing around the application, and copes with what the application or its operator have set. */
class SurroundingsIT extends InWorld {
    @ParameterizedTest
    @MethodSource("jdks")
    void application_thatChoosesItsLogManagerInMain_findsAllAsWithoutTheAgent(Jdk jdk) throws Exception {
        String main = Surroundings.class.getName();

        JvmResult with = world.jvmWithAgent(jdk).runMain(main).assertHealthy();

        JvmResult without = world.jvm(jdk).runMain(main);
        assertThat(with.report("surroundings"))
                .containsEntry("answer", "200 GET:")
                .containsEntry("commonPool", "7")
                .containsEntry("logManager", "OwnLogManager")
                .isEqualTo(without.report("surroundings"));
        assertThat(with.otherErrorLines()).isEqualTo(without.otherErrorLines());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void securityManager_thatAllowsAll_changesNothing(Jdk jdk) throws Exception {
        world.run(secured(jdk, "grant { permission java.security.AllPermission; };"), Suite.ONE_REQUEST)
                .assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void securityManager_thatAllowsTheApplicationLittle_stopsNothingOfTheAgent(Jdk jdk) throws Exception {
        String policy = "grant codeBase \"" + BuildDirectory.agentJar().toUri()
                + "\" { permission java.security.AllPermission; };\n"
                + "grant {\n"
                + "  permission java.util.PropertyPermission \"world.*\", \"read\";\n"
                + "  permission java.net.SocketPermission \"*\", \"connect,resolve\";\n"
                + "  permission java.net.URLPermission \"https:*\", \"*:*\";\n"
                + "  permission java.lang.RuntimePermission \"exitVM.0\";\n"
                + "  permission java.lang.RuntimePermission \"getStackTrace\";\n"
                + "};";

        world.run(secured(jdk, policy), Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jvm_withOneCoreThatVerifiesAll_works(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk)
                .option("-XX:ActiveProcessorCount=1")
                .property("java.util.concurrent.ForkJoinPool.common.parallelism", "0")
                .option("-XX:+UnlockDiagnosticVMOptions")
                .option("-XX:+BytecodeVerificationLocal")
                .option("-XX:+BytecodeVerificationRemote");

        world.run(jvm, Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jdkClient_thatLogsAllButHeaders_showsNoToken(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(logging(world.jvmWithAgent(jdk)), Suite.ONE_REQUEST, Suite.ONE_REQUEST_HTTP_2);

        run.assertAuthorized(Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST_HTTP_2);
        assertThat(run.hits("h2-get")).extracting(Hit::protocol).containsExactly("HTTP/2");
        assertThat(run.result().err())
                .as("what the JDK logs of both protocols")
                .contains("REQUEST: ", "/h1-get/ok", "/h2-get/ok")
                .contains("FRAME: OUT: HEADERS")
                .contains("DEBUG: ");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jdkClient_thatLogsReplays_showsNoToken(Jdk jdk) throws Exception {
        List<String> profiles = Suite.UNAUTHORIZED_HTTP_CLIENT.tags();

        ScenarioRun run = world.run(logging(world.jvmWithProfiles(jdk, profiles)), Suite.UNAUTHORIZED_HTTP_CLIENT);

        run.result().assertHealthy();
        for (String tag : List.of("h1-replayed-get", "h2-replayed-get")) {
            assertThat(run.hits(tag)).hasSize(2);
            assertThat(run.report(tag).get("answer")).startsWith("200 ");
        }
        assertThat(run.result().err()).contains("/h1-replayed-get/revoked", "/h2-replayed-get/revoked", "DEBUG: ");
    }

    private static ForkedJvm logging(ForkedJvm jvm) {
        return jvm.property("jdk.internal.httpclient.debug", "true")
                // Not "headers", with which the operator asks the JDK for them.
                .property("jdk.httpclient.HttpClient.log", "errors,requests,content,frames:all,ssl,trace,channel");
    }

    private ForkedJvm secured(Jdk jdk, String policy) throws Exception {
        assumeThat(jdk.version()).as("the last release with security managers").isLessThanOrEqualTo(23);
        Path file = Files.writeString(world.directory().resolve("policy"), policy);
        return world.jvmWithAgent(jdk).option("-Djava.security.manager").property("java.security.policy", "=" + file);
    }
}
