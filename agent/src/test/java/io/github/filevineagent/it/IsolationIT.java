package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Hello;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application sees none of the agent's libraries, and the JDK's tools see nothing of the agent. */
class IsolationIT extends InWorld {
    private static final List<String> LIBRARY_CLASSES = List.of(
            "net.bytebuddy.jar.asm.ClassReader",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper");

    static List<Arguments> tools() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            rows.add(Arguments.of(jdk, "javac", "-version"));
            rows.add(Arguments.of(jdk, "keytool", "-help"));
            rows.add(Arguments.of(jdk, "jcmd", "-h"));
            rows.add(Arguments.of(jdk, "jar", "--version"));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void application_withoutLibraries_findsNoneOfTheAgents(Jdk jdk) throws Exception {
        JvmResult result = world.jvmWithAgent(jdk).runMain(Hello.class.getName());

        result.assertHealthy();
        assertThat(result.report("hello"))
                .hasSize(6)
                .allSatisfy((name, origin) -> assertThat(origin).isIn("ran", "not found"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void application_withItsOwnLibraries_findsThose(Jdk jdk) throws Exception {
        Path own = Files.createDirectory(world.directory().resolve("own"));
        StringBuilder classPath = new StringBuilder(Path.of(uriOf(Hello.class)).toString());
        for (String name : LIBRARY_CLASSES) {
            Path original = Path.of(uriOf(Class.forName(name)));
            classPath.append(File.pathSeparator).append(Files.copy(original, own.resolve(original.getFileName())));
        }

        JvmResult result = world.jvmWithAgent(jdk)
                .option("-cp")
                .option(classPath.toString())
                .run(Hello.class.getName());

        result.assertHealthy();
        Map<String, String> origins = result.report("hello");
        for (String name : LIBRARY_CLASSES) {
            assertThat(origins.get(name)).contains(own.toUri().getPath());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("tools")
    void tool_withTheAgentInItsOptions_isUnaffected(Jdk jdk, String tool, String argument) throws Exception {
        String options = "-javaagent:" + BuildDirectory.agentJar() + " -Dfilevine.pat-file=" + world.patFile("main");

        JvmResult with = ForkedJvm.ofTool(jdk, tool)
                .environment("JAVA_TOOL_OPTIONS", options)
                .run(argument);

        JvmResult without = ForkedJvm.ofTool(jdk, tool).run(argument);
        assertThat(with.exitStatus()).isEqualTo(without.exitStatus());
        assertThat(with.out()).isEqualTo(without.out());
        assertThat(with.err()).isEqualTo("Picked up JAVA_TOOL_OPTIONS: " + options + "\n" + without.err());
    }

    private static URI uriOf(Class<?> type) throws Exception {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    }
}
