package io.github.filevineagent.startup;

import io.github.filevineagent.common.ApplicationLogging;
import io.github.filevineagent.common.JvmShutdown;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.instrumentation.DispatcherConnection;
import io.github.filevineagent.instrumentation.HookTransformer;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Agent parts} before they are put together, which the start-up thread does, and what the loading of a hooked
 * class needs of them, which may come first. Thread-safe.
 */
final class DeferredAgent implements Runnable, Supplier<HookTransformer> {
    private final AgentConfig config;
    private final Instrumentation instrumentation;
    private final File agentJar;

    /**
     * Null until first needed, since loading their classes would delay {@code main}. Where two threads make them at the same
     * time, those that are published first count.
     */
    private volatile @Nullable ClassLoadingParts parts;

    DeferredAgent(AgentConfig config, Instrumentation instrumentation, File agentJar) {
        this.config = config;
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
    }

    @Override
    public void run() {
        try {
            new Agent(config, instrumentation, this, newLog()).makeReady();
        } catch (Throwable t) {
            try {
                giveUp();
            } finally {
                report(t);
            }
        }
    }

    private static void report(Throwable failure) {
        if (!JvmShutdown.isInProgress()) {
            new Log(System.err, Log.Level.ERROR)
                    .error("not started, the application runs without it and its requests go without a token: "
                            + failure);
        }
    }

    /** Lets requests go on that wait for the agent, since it will not get ready. Does nothing if it is. */
    void giveUp() {
        parts().connection.giveUp();
    }

    /** As {@link #transformer()}. */
    @Override
    public HookTransformer get() {
        return transformer();
    }

    /** Returns the transformer of the hooked classes. It can begin before the other parts are there. */
    HookTransformer transformer() {
        return parts().transformer;
    }

    DispatcherConnection connection() {
        return parts().connection;
    }

    private ClassLoadingParts parts() {
        ClassLoadingParts present = parts;
        // Made outside of the lock: it loads classes, see "Locks and class loading" in package-info.
        return present == null ? publishFirst(new ClassLoadingParts()) : present;
    }

    private synchronized ClassLoadingParts publishFirst(ClassLoadingParts made) {
        ClassLoadingParts present = parts;
        if (present == null) {
            parts = made;
            present = made;
        }
        return present;
    }

    private Log newLog() {
        return new Log(
                System.err,
                config.logLevel(),
                config.logTimestamps(),
                config.logToSystem() ? new ApplicationLogging(instrumentation) : null);
    }

    /** What a thread uses that is loading a hooked class. */
    private final class ClassLoadingParts {
        private final DispatcherConnection connection = new DispatcherConnection(instrumentation, agentJar, newLog());
        private final HookTransformer transformer = new HookTransformer(connection, newLog());
    }
}
