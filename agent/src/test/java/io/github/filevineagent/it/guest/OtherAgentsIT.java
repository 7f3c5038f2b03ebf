package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agents of OpenTelemetry and JaCoCo, which instrument the same classes, or all of them, before ours and after it. */
class OtherAgentsIT {
    /** Where its agent 2.33.1 adds nothing to an {@code HttpURLConnection}, alone neither. */
    private static final int UNKNOWN_TO_OPEN_TELEMETRY = 28;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agents_beforeOurs_allWork(Jdk jdk) throws Exception {
        try (World world = new World()) {
            ForkedJvm jvm = world.configured(withOthers(world, world.jvm(jdk)).agent(BuildDirectory.agentJar()));

            assertAllWork(world.run(jvm, Suite.ONE_REQUEST), world, jdk);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agents_afterOurs_allWork(Jdk jdk) throws Exception {
        try (World world = new World()) {
            ForkedJvm jvm = withOthers(world, world.jvmWithAgent(jdk));

            assertAllWork(world.run(jvm, Suite.ONE_REQUEST), world, jdk);
        }
    }

    private static ForkedJvm withOthers(World world, ForkedJvm jvm) {
        return jvm.agent(BuildDirectory.guest("opentelemetry-javaagent.jar"))
                .property("otel.traces.exporter", "none")
                .property("otel.metrics.exporter", "none")
                .property("otel.logs.exporter", "none")
                .option("-javaagent:" + BuildDirectory.guest("org.jacoco.agent-runtime.jar") + "=destfile="
                        + coverage(world));
    }

    private static void assertAllWork(ScenarioRun run, World world, Jdk jdk) {
        run.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(run.result().agentLines()).singleElement().asString().contains("HttpClient", "HttpURLConnection");
        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.hits(tag).get(0).header("traceparent"))
                    .as("OpenTelemetry's header")
                    .hasSize(jdk.version() >= UNKNOWN_TO_OPEN_TELEMETRY && tag.startsWith("url-") ? 0 : 1);
        }
        assertThat(coverage(world)).as("JaCoCo's file").isNotEmptyFile();
        assertThat(world.identity().exchanges()).isEqualTo(1);
    }

    private static Path coverage(World world) {
        return world.directory().resolve("jacoco.exec");
    }
}
