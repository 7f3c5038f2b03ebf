package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Muffler;
import io.github.filevineagent.it.client.Plain;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.AgentJar;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever keeps the agent from starting, the application starts. */
class HostileStartIT extends InWorld {
    /** What premain and the start need, one after the other: each policy grants one more of them than the one before. */
    private static final List<String> PERMISSIONS = List.of(
            "java.util.PropertyPermission \"jdk.module.main\", \"read\"",
            "java.lang.RuntimePermission \"getProtectionDomain\"",
            "java.util.PropertyPermission \"*\", \"read\"",
            "java.io.FilePermission \"<<ALL FILES>>\", \"read\"",
            "java.lang.RuntimePermission \"createClassLoader\"",
            "java.util.PropertyPermission \"*\", \"read,write\"",
            "java.lang.RuntimePermission \"getenv.*\"",
            "java.lang.RuntimePermission \"modifyThread\"",
            "java.lang.RuntimePermission \"modifyThreadGroup\"",
            "java.lang.RuntimePermission \"setContextClassLoader\"");

    /** Each of them is needed before main. */
    private static final List<String> DAMAGED =
            List.of("inst/classes.jar", "inst/classes.index", "io/github/filevineagent/IsolatedClassLoader.class");

    static List<Arguments> policies() {
        List<Arguments> policies = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            if (jdk.version() < 24) {
                for (int granted = 0; granted <= PERMISSIONS.size(); granted++) {
                    policies.add(Arguments.of(jdk, granted));
                }
            }
        }
        return policies;
    }

    static List<Arguments> damages() {
        List<Arguments> damages = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            DAMAGED.forEach(entry -> damages.add(Arguments.of(jdk, entry)));
        }
        return damages;
    }

    static List<Arguments> muffled() {
        List<Arguments> muffled = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            for (String how : List.of("null", "throwing", "closed")) {
                muffled.add(Arguments.of(jdk, how));
            }
        }
        return muffled;
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("policies")
    void securityManager_thatDoesNotKnowTheAgent_doesNotKeepTheApplication(Jdk jdk, int granted) throws Exception {
        StringBuilder policy = new StringBuilder("grant {\n");
        PERMISSIONS
                .subList(0, granted)
                .forEach(permission ->
                        policy.append("permission ").append(permission).append(";\n"));
        Path file = Files.writeString(world.directory().resolve("policy"), policy.append("};"));

        JvmResult result = world.jvmWithAgent(jdk)
                .option("-Djava.security.manager")
                .property("java.security.policy", "=" + file)
                .runMain(Plain.class.getName());

        assertStarted(result);
        if (granted < PERMISSIONS.size()) {
            assertThat(result.agentLines())
                    .singleElement()
                    .asString()
                    .startsWith("error: not started, the application runs without it")
                    .contains("AccessControlException");
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void jar_damaged_doesNotKeepTheApplication(Jdk jdk, String entry) throws Exception {
        Path jar = world.directory().resolve("damaged.jar");
        copyWithout(entry, jar);

        JvmResult result = world.configured(ForkedJvm.of(jdk).agent(jar)).runMain(Plain.class.getName());

        assertStarted(result);
        assertThat(result.agentLines())
                .singleElement()
                .asString()
                .startsWith("error: not started, the application runs without it");
    }

    /** Attached twice, so that there is something to say, and with a configuration that can't be used. */
    @ParameterizedTest
    @MethodSource("muffled")
    void standardError_takenAway_keepsNobodyFromStarting(Jdk jdk, String how) throws Exception {
        ForkedJvm muffled = ForkedJvm.of(jdk)
                .option("-javaagent:" + AgentJar.of(Muffler.class, world.directory()) + "=" + how)
                .agent(BuildDirectory.agentJar())
                .agent(BuildDirectory.agentJar())
                .property("filevine.region", "mars")
                .property("filevine.on-config-error", "disable");

        assertStarted(muffled.runMain(Plain.class.getName()));
    }

    @ParameterizedTest
    @MethodSource("muffled")
    void standardError_takenAway_doesNotStopTheAgent(Jdk jdk, String how) throws Exception {
        ForkedJvm muffled = world.jvm(jdk)
                .option("-javaagent:" + AgentJar.of(Muffler.class, world.directory()) + "=" + how)
                .agent(BuildDirectory.agentJar())
                .property("filevine.log-level", "debug");

        world.run(world.configured(muffled), Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);
    }

    private static void assertStarted(JvmResult result) {
        assertThat(result.exitStatus()).as(result.toString()).isZero();
        assertThat(result.out()).contains("plain.main=ran");
    }

    private static void copyWithout(String missing, Path copy) throws Exception {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(BuildDirectory.agentJar()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(missing)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
    }
}
