package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs an application with the packaged agent against a stand-in. */
final class AgentRun {
    private final StandIn filevine;
    private final Path directory;

    AgentRun(StandIn filevine, Path directory) {
        this.filevine = filevine;
        this.directory = directory;
    }

    /** Runs {@link RequestApp}; the options come last, so they win. */
    JvmResult request(Jdk jdk, String... options) throws Exception {
        return run(jdk, List.of(options), RequestApp.class, List.of());
    }

    /** Runs {@link JmxApp}. */
    JvmResult jmx(Jdk jdk, int secondsToWait, String... options) throws Exception {
        return run(jdk, List.of(options), JmxApp.class, List.of(String.valueOf(secondsToWait)));
    }

    /** Runs {@link HealthApp}. */
    JvmResult health(Jdk jdk, Path file, boolean expected, String... options) throws Exception {
        return run(jdk, List.of(options), HealthApp.class, List.of(file.toString(), String.valueOf(expected)));
    }

    /** Runs {@link LogApp}. */
    JvmResult log(Jdk jdk, boolean logs, String... options) throws Exception {
        return run(jdk, List.of(options), LogApp.class, List.of(String.valueOf(logs)));
    }

    /** Runs {@link LogApp}, which logs, out of a jar. */
    JvmResult log(Jdk jdk, Path jar, String... options) throws Exception {
        return run(jdk, List.of(options), jar.toString(), LogApp.class, List.of("true"));
    }

    private JvmResult run(Jdk jdk, List<String> options, Class<?> application, List<String> more) throws Exception {
        return run(jdk, options, testClasses(), application, more);
    }

    private JvmResult run(Jdk jdk, List<String> options, String classPath, Class<?> application, List<String> more)
            throws Exception {
        Path pat = Files.writeString(directory.resolve("pat"), StandIn.PAT);
        List<String> arguments = new ArrayList<>(List.of(
                "-javaagent:" + BuildDirectory.agentJar(),
                "-Dfilevine.identity-url=" + filevine.identity(),
                "-Dfilevine.gateway-hosts=" + filevine.gateway(),
                "-Dfilevine.pat-file=" + pat));
        arguments.addAll(options);
        arguments.addAll(List.of("-cp", classPath, application.getName(), filevine.gateway() + "/fv-app/v2/x"));
        arguments.addAll(more);
        JvmResult result = ForkedJvm.of(jdk).options(arguments).run();
        assertThat(result.toString()).doesNotContain(StandIn.PAT, "access-token-secret", "org-secret");
        return result;
    }

    private static String testClasses() throws Exception {
        return Path.of(RequestApp.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
