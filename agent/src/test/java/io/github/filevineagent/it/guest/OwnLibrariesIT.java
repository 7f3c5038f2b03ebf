package io.github.filevineagent.it.guest;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ClassLog;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.jar.asm.ClassWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application with libraries in versions that are not the agent's: each works with its own. */
@Tag(SAME_ON_EVERY_JDK)
class OwnLibrariesIT extends InWorld {
    /** What the agent and the application both use, each from its own jar. */
    private static final List<String> USED_BY_BOTH = List.of(ClassWriter.class.getName(), JsonNode.class.getName());

    static List<Arguments> versions() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            rows.add(Arguments.of(jdk, "older"));
            rows.add(Arguments.of(jdk, "other"));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("versions")
    void application_withOtherVersions_worksAsWithoutTheAgentAndItsRequestsAreAuthorized(Jdk jdk, String versions)
            throws Exception {
        JvmResult with = run(world.jvmWithAgent(jdk), versions, world.address("gateway") + "/libraries/valid")
                .assertHealthy();

        JvmResult without = run(world.jvm(jdk), versions);
        assertThat(with.report("deployed")).containsOnly(Map.entry("client", "200"), Map.entry("connection", "200"));
        for (String tag : List.of("parsed", "made", "jackson", "databind", "bytebuddy")) {
            assertThat(with.report(tag)).isNotEmpty().isEqualTo(without.report(tag));
        }
        assertThat(with.otherErrorLines()).isEqualTo(without.otherErrorLines());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("versions")
    void application_withOtherVersions_getsThemFromItsClassPath(Jdk jdk, String versions) throws Exception {
        JvmResult result = run(world.jvmWithAgent(jdk), versions).assertHealthy();

        assertOwn(result.report("jackson"), versions, JsonFactory.class);
        assertOwn(result.report("databind"), versions, ObjectMapper.class);
        assertOwn(result.report("bytebuddy"), versions, ByteBuddy.class);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("versions")
    void agent_besideOtherVersions_loadsItsOwnFromItsJar(Jdk jdk, String versions) throws Exception {
        ClassLog log = new ClassLog(world.directory().resolve("classes.log"));

        run(log.keptBy(world.jvmWithAgent(jdk)), versions, world.address("gateway") + "/libraries/valid")
                .assertHealthy();

        String agentJar = BuildDirectory.agentJar().toUri().getPath();
        for (String name : USED_BY_BOTH) {
            assertThat(log.sourcesOf(name))
                    .as(name)
                    .hasSize(2)
                    .anyMatch(source -> source.endsWith(agentJar))
                    .anyMatch(source -> source.contains("/guests/" + versions + "/"));
        }
        // The agent's would have decided on the application's time zone.
        assertThat(log.sourcesOf(ObjectMapper.class.getName()))
                .singleElement()
                .asString()
                .contains("/guests/" + versions + "/");
    }

    private static void assertOwn(Map<String, String> report, String versions, Class<?> agents) throws Exception {
        String source = Objects.requireNonNull(report.get("source"));
        assertThat(source).contains("/guests/" + versions + "/").endsWith("-" + report.get("version") + ".jar");
        assertThat(source.substring(source.lastIndexOf('/') + 1)).isNotEqualTo(jarName(agents));
        assertThat(report.get("loader")).isEqualTo("AppClassLoader");
    }

    /** Returns the file's name, with the version, of the library that the agent is built with. */
    private static String jarName(Class<?> type) throws Exception {
        URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(jar).getFileName().toString();
    }

    private static JvmResult run(ForkedJvm jvm, String versions, String... arguments) throws Exception {
        return jvm.option("-cp")
                .option(BuildDirectory.guest(versions) + File.separator + "*" + File.pathSeparator
                        + BuildDirectory.testClasses())
                .option(BuildDirectory.testResource("guests/Libraries.java").toString())
                .run(arguments);
    }
}
