package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.OwnManagers;
import io.github.filevineagent.it.support.ClassLog;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent loads nothing of logging and of management before the application has chosen whose it wants. */
class OwnManagersIT extends InWorld {
    private static final String RECORDING = "-XX:StartFlightRecording";

    static List<Arguments> settings() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            // The default, and what makes the agent do more or less of it.
            rows.add(Arguments.of(jdk, "-Dfilevine.enabled=true"));
            rows.add(Arguments.of(jdk, "-Dfilevine.jmx=true"));
            rows.add(Arguments.of(jdk, "-Dfilevine.jmx=false"));
            rows.add(Arguments.of(jdk, "-Dfilevine.log-level=debug"));
            rows.add(Arguments.of(jdk, RECORDING));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("settings")
    void application_thatChoosesAfterARequest_getsItsOwnAndFindsNothingLoadedEarly(Jdk jdk, String option)
            throws Exception {
        ClassLog logWith = new ClassLog(world.directory().resolve("with.log"));
        ClassLog logWithout = new ClassLog(world.directory().resolve("without.log"));

        JvmResult with =
                run(logWith.keptBy(world.jvmWithAgent(jdk)), option, "valid").assertHealthy();

        JvmResult without = run(logWithout.keptBy(world.jvm(jdk)), option, "ok");
        assertThat(with.report("request")).containsOnly(Map.entry("status", "200"));
        assertThat(with.report("managers"))
                .containsOnly(Map.entry("log", "OwnLogManager"), Map.entry("mbean", "own"))
                .isEqualTo(without.report("managers"));
        assertThat(loadedBefore(OwnManagers.class, logWith)).isEmpty();
        List<String> early = loadedBefore(OwnManagers.Choice.class, logWith);
        if (option.equals(RECORDING)) {
            // The recorder itself loads something, but the agent's events make it no more.
            assertThat(loadedBefore(OwnManagers.Choice.class, logWithout)).containsAll(early);
        } else {
            assertThat(early).isEmpty();
        }
    }

    private JvmResult run(ForkedJvm jvm, String option, String step) throws Exception {
        return jvm.option(option).runMain(OwnManagers.class.getName(), world.address("plain") + "/managers/" + step);
    }

    private static List<String> loadedBefore(Class<?> mark, ClassLog log) throws Exception {
        List<String> names = log.names();
        assertThat(names).contains(mark.getName());
        return names.subList(0, names.indexOf(mark.getName())).stream()
                .filter(name -> name.startsWith("java.util.logging.") || name.startsWith("javax.management."))
                .collect(Collectors.toList());
    }
}
