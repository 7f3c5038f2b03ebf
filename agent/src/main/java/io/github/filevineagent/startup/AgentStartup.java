package io.github.filevineagent.startup;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.log.Log;
import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What happens during premain, on the main thread: read the configuration, register the transformer, start the thread
 * that does the rest. Everything here costs each start of the application, so it loads little and uses no lambda.
 */
public final class AgentStartup {
    private AgentStartup() {}

    /** Called by the premain. */
    public static void start(@Nullable String arguments, Instrumentation instrumentation, File agentJar) {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        if (!reader.enabled()) {
            return;
        }
        AgentConfig config;
        try {
            config = reader.read();
        } catch (ConfigException e) {
            refuse(e.getMessage(), e.abort());
            return;
        }
        Log log = new Log(System.err, config.logLevel());
        new Agent(config, AgentVersion.read(), instrumentation, agentJar, log).start();
    }
}
