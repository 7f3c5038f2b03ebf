package io.github.filevineagent.startup;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.instrumentation.HookTransformer;
import io.github.filevineagent.instrumentation.JvmShutdown;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.log.LogLevel;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Agent parts} before they are put together: that is done by the start-up thread, or by the application's
 * first request if that is quicker. Thread-safe.
 */
final class DeferredAgent implements Runnable, Supplier<HookTransformer> {
    private final AgentConfig config;
    private final Instrumentation instrumentation;
    private final File agentJar;
    private final Object transformerLock = new Object();
    private @Nullable HookTransformer transformer;
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
        } catch (Throwable t) {
            if (!JvmShutdown.isInProgress()) {
                new Log(System.err, LogLevel.ERROR)
                        .error("not started, the application runs without it and its requests go without a token: "
                                + t);
            }
        }
    }

    /** Returns the transformer of the hooked classes. It can begin before the other parts are there. */
    @Override
    public HookTransformer get() {
        synchronized (transformerLock) {
            if (transformer == null) {
                // No lambda: one of the JDK's own classes is just being loaded.
                transformer = new HookTransformer(
                        new HookTransformer.DispatcherConnector() {
                            @Override
                            public void connectDispatcher() throws IOException {
                                agent().connectDispatcher();
                            }
                        },
                        newLog());
            }
            return transformer;
        }
    }

    private synchronized Agent agent() {
        if (agent == null) {
            agent = new Agent(config, instrumentation, agentJar, this, newLog());
        }
        return agent;
    }

    private Log newLog() {
        return new Log(System.err, config.logLevel());
    }
}
