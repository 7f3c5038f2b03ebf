package io.github.filevineagent.testapp.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the agent's jar: where the system property says, or where the build puts it. */
final class AgentJar {
    static final String PROPERTY = "demo.agent";

    private AgentJar() {}

    /**
     * Returns the absolute path of the agent's jar.
     *
     * @throws DemoException with a message for the user if there is no such file
     */
    static Path find() throws DemoException {
        String given = System.getProperty(PROPERTY);
        Path jar = (given == null ? besideModule() : Path.of(given))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new DemoException("There is no agent at " + jar
                    + ". Build it with \"mvn -q -DskipTests package\" in the repository's root, or name another"
                    + " file with -D"
                    + PROPERTY + "=FILE before -jar.");
        }
        return jar;
    }

    /**
     * From {@code test-app/target/filevine-demo.jar} (or {@code classes}) to {@code agent/target/filevine-agent.jar}.
     */
    private static Path besideModule() {
        try {
            Path self = Path.of(AgentJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return self.resolveSibling("../../agent/target/filevine-agent.jar");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
