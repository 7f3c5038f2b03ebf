package io.github.filevineagent.startup;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.instrumentation.JvmShutdown;
import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Agent parts} before they are put together: that is done by the start-up thread, or by the application's
 * first request if that is quicker. Thread-safe.
 */
final class DeferredAgent implements Runnable, Supplier<ClassFileTransformer> {
    private final AgentConfig config;
    private final Instrumentation instrumentation;
    private final File agentJar;
    private @Nullable Agent agent;

    DeferredAgent(AgentConfig config, Instrumentation instrumentation, File agentJar) {
        this.config = config;
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
    }

    @Override
    public void run() {
        try {
            agent().makeReady();
        } catch (RuntimeException | Error e) {
            if (!JvmShutdown.isInProgress()) {
                throw e;
            }
        }
    }

    /** Returns the transformer of the hooked classes. */
    @Override
    public ClassFileTransformer get() {
        return agent().hookTransformer();
    }

    private synchronized Agent agent() {
        if (agent == null) {
            agent = new Agent(config, instrumentation, agentJar);
        }
        return agent;
    }
}
