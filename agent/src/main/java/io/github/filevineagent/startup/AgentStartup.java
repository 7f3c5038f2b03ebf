package io.github.filevineagent.startup;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Problem;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.log.LogLevel;
import io.github.filevineagent.operations.AgentVersion;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What happens during premain, on the main thread: read the configuration, register the transformer, start the thread
 * that does the rest. Everything here costs each start of the application, so it loads little.
 */
public final class AgentStartup {
    private AgentStartup() {}

    /**
     * Called by the premain.
     *
     * @throws IOException if the agent's own jar can't be read
     */
    public static void start(@Nullable String arguments, Instrumentation instrumentation, File agentJar)
            throws IOException {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        if (!reader.enabled()) {
            return;
        }
        try {
            AgentConfig config = reader.read(arguments);
            Log log = new Log(System.err, config.logLevel());
            new Agent(config, AgentVersion.read(), instrumentation, agentJar, log).start();
        } catch (ConfigException e) {
            refuse(e);
        }
    }

    private static void refuse(ConfigException e) {
        Log log = new Log(System.err, LogLevel.ERROR);
        for (Problem problem : e.problems()) {
            log.error(problem.toString());
        }
        if (e.abort()) {
            log.error("the application is not started, because its agent's configuration is wrong. To start it without"
                    + " the agent in such a case, set filevine.on-config-error=disable");
            System.exit(1);
        }
        log.error("the agent is off and the application starts without it (filevine.on-config-error=disable)");
    }
}
