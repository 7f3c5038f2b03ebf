package io.github.filevineagent.startup;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Problem;
import io.github.filevineagent.instrumentation.HookWatch;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.log.LogLevel;
import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import org.jspecify.annotations.Nullable;

/**
 * What happens before the application's first class is loaded: read the configuration, and register the transformer. The
 * application waits for it, so this loads little and uses no lambda. The {@linkplain Agent parts} are put together later:
 * by the start-up thread, or by the application's first request if that is quicker. Thread-safe.
 */
public final class AgentStartup implements Runnable, HookWatch.Source {
    private final AgentConfig config;
    private final Instrumentation instrumentation;
    private final File agentJar;
    private @Nullable Agent agent;

    private AgentStartup(AgentConfig config, Instrumentation instrumentation, File agentJar) {
        this.config = config;
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
    }

    /**
     * Called by the start-up thread.
     *
     * @return what makes the agent ready, to be run beside the application's start; null if there is nothing to do
     */
    public static @Nullable Runnable prepare(@Nullable String arguments, Instrumentation instrumentation, File agentJar)
            throws UnmodifiableClassException {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        if (!reader.enabled()) {
            return null;
        }
        try {
            AgentStartup startup = new AgentStartup(reader.read(arguments), instrumentation, agentJar);
            new HookWatch(startup).register(instrumentation);
            return startup;
        } catch (ConfigException e) {
            refuse(e);
            return null;
        }
    }

    @Override
    public void run() {
        agent().makeReady();
    }

    @Override
    public ClassFileTransformer hookTransformer() {
        return agent().hookTransformer();
    }

    private synchronized Agent agent() {
        if (agent == null) {
            agent = new Agent(config, instrumentation, agentJar);
        }
        return agent;
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
