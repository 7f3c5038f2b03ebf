package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.client.VirtualThreads;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Virtual threads that wait for a token leave their carrier, of which there is one, to others. */
class VirtualThreadsIT extends InWorld {
    private static final List<String> PHASES = List.of("cold", "rejected");
    private static final String APPLICATION_PINS = VirtualThreads.class.getName() + "$Pinning";

    /** What the JVM calls to load a class and to link a method handle's call, once for each. Meanwhile it pins the thread. */
    private static final Set<String> CALLED_BY_JVM =
            Set.of("java.lang.ClassLoader", "java.lang.invoke.MethodHandleNatives");

    @ParameterizedTest
    @MethodSource("jdks")
    void waitingForATokenAndForANewOne_letsOtherThreadsGoOn(Jdk jdk) throws Exception {
        JvmResult result = run(jdk, recording());

        result.assertHealthy();
        for (String phase : PHASES) {
            assertThat(result.report(phase + "-release").get("answer")).isEqualTo("200 GET:");
            assertThat(answers(result, phase))
                    .hasSize(3 * 20)
                    .allSatisfy((key, answer) -> assertThat(answer).isEqualTo("200 GET:"));
        }
        assertThat(world.identity().exchanges()).isEqualTo(PHASES.size());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void waitingForATokenAndForANewOne_pinsNoCarrier(Jdk jdk) throws Exception {
        run(jdk, recording()).assertHealthy();

        List<List<String>> pinned = RecordingFile.readAllEvents(recording()).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .map(VirtualThreadsIT::classesOf)
                .collect(Collectors.toList());
        assertThat(pinned).as("that of the application itself").anyMatch(classes -> classes.contains(APPLICATION_PINS));
        assertThat(pinned)
                .filteredOn(
                        classes -> !classes.contains(APPLICATION_PINS) && Collections.disjoint(classes, CALLED_BY_JVM))
                .allSatisfy(classes -> assertThat(classes)
                        .noneMatch(name -> name.startsWith("io.github.filevineagent.")
                                && !name.startsWith(VirtualThreads.class.getPackageName())));
    }

    private JvmResult run(Jdk jdk, Path recording) throws Exception {
        assumeThat(jdk.version()).as("virtual threads").isGreaterThanOrEqualTo(21);
        world.identity().holdAnswers();
        return world.jvmWithAgent(jdk)
                .property("jdk.virtualThreadScheduler.parallelism", "1")
                .property("jdk.virtualThreadScheduler.maxPoolSize", "1")
                .option("-XX:StartFlightRecording=jdk.VirtualThreadPinned#threshold=0ms,filename=" + recording)
                .runMain(VirtualThreads.class.getName());
    }

    private Path recording() {
        return world.directory().resolve("flight.jfr");
    }

    private static Map<String, String> answers(JvmResult result, String tag) {
        return result.report(tag).entrySet().stream()
                .filter(entry -> entry.getKey().matches("\\w+-\\d+"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> classesOf(RecordedEvent event) {
        return event.getStackTrace().getFrames().stream()
                .map((RecordedFrame frame) -> frame.getMethod().getType().getName())
                .collect(Collectors.toList());
    }
}
