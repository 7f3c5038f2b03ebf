package io.github.filevineagent.startup;

import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Problem;
import io.github.filevineagent.instrumentation.HookWatch;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.log.LogLevel;
import io.github.filevineagent.token.AgentThread;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens before the application's first class is loaded: read the configuration, register the transformer, and start
 * a thread for the rest. The application waits for it, so this loads little and uses no lambda.
 *
 * <p>A consumer of what the premain was given: arguments or null, {@link Instrumentation}, the agent's jar.
 */
public final class AgentStartup implements Consumer<@Nullable Object[]> {
    @Override
    public void accept(@Nullable Object[] given) {
        start((String) given[0], (Instrumentation) given[1], (File) given[2]);
    }

    private static void start(@Nullable String arguments, Instrumentation instrumentation, File agentJar) {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        if (!reader.enabled()) {
            return;
        }
        try {
            DeferredAgent agent = new DeferredAgent(reader.read(arguments), instrumentation, agentJar);
            new HookWatch(agent).register(instrumentation);
            AgentThread.create("startup", agent).start();
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
