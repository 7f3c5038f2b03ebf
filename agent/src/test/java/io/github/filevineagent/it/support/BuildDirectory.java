package io.github.filevineagent.it.support;

import java.nio.file.Path;

/** Where the build has put what is tested. */
public final class BuildDirectory {
    private static final Path AGENT_JAR = Path.of(
                    System.getProperty("filevine.test.agent", "target/filevine-agent.jar"))
            .toAbsolutePath();

    private BuildDirectory() {}

    public static Path agentJar() {
        return AGENT_JAR;
    }

    /** Returns a jar that the build has fetched to be run beside the agent: never on the tests' class path. */
    public static Path guest(String name) {
        return resolve("guests").resolve(name);
    }

    /** Returns a file from the tests' resources. */
    public static Path testResource(String name) {
        return testClasses().resolve(name);
    }

    static Path resolve(String name) {
        return AGENT_JAR.resolveSibling(name);
    }

    /** Returns the directory of the application's classes, and of the tests'. */
    public static Path testClasses() {
        return resolve("test-classes");
    }
}
