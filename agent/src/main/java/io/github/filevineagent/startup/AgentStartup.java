package io.github.filevineagent.startup;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Problem;
import io.github.filevineagent.instrumentation.HookWatch;
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
    /** JDK 11 to 28. Each one's initialization loads the others that opening a package takes. */
    private static final String[] MODULE_INTERNALS = {
        "java.lang.Module$ReflectionData",
        "java.lang.WeakPairMap$Pair$Lookup",
        "java.lang.WeakPairMap$Pair$Weak",
        "java.lang.WeakPairMap$Pair$Weak$1"
    };

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
            Thread thread = AgentThread.create("startup", agent);
            loadModuleInternals();
            new HookWatch(agent).register(instrumentation);
            start(thread, agent);
        } catch (ConfigException e) {
            refuse(e, instrumentation);
        }
    }

    private static void start(Thread thread, DeferredAgent agent) {
        try {
            thread.start();
        } catch (Throwable t) {
            // Such as no memory for another thread.
            agent.giveUp();
            throw t;
        }
    }

    /**
     * Loads the classes with which the JDK opens a package, before another agent can register a transformer. The JVM opens
     * packages itself when a transformer changes a class for the first time. If that class is one of these, the JVM needs it
     * while it is still loading it; that fails, and from then on nobody in this JVM can open a package.
     * {@code MeddlingAgentIT.agent_afterOursThatAltersEachClass_leavesTheModulesUsable} shows it.
     */
    private static void loadModuleInternals() {
        for (String name : MODULE_INTERNALS) {
            try {
                Class.forName(name, true, null);
            } catch (ClassNotFoundException e) {
                // Another JDK, which opens packages without this class.
            }
        }
    }

    private static void refuse(ConfigException e, Instrumentation instrumentation) {
        Log log = new Log(System.err, Log.Level.WARN);
        for (Problem problem : e.problems()) {
            log.error(problem.toString());
        }
        for (String hint : e.hints()) {
            log.warn(hint);
        }
        if (e.abort()) {
            log.error("the application is not started, because its agent's configuration is wrong. To start it without"
                    + " the agent in such a case, set filevine.on-config-error=disable");
            JvmExit.withStatus(1, instrumentation);
        }
        log.error("the agent is off and the application starts without it (filevine.on-config-error=disable)");
    }
}
