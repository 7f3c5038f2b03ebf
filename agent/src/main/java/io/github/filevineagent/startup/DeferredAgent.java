package io.github.filevineagent.startup;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.instrumentation.HookWatch;
import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Agent parts} before they are put together: that is done by the start-up thread, or by the application's
 * first request if that is quicker. Thread-safe.
 */
final class DeferredAgent implements Runnable, HookWatch.Source {
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
}
