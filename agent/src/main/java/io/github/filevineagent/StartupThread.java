package io.github.filevineagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the agent ready: what must precede the application with the {@linkplain StartGate gate} closed, and the rest beside
 * the application's own start.
 *
 * <p>It loads through the isolated loader only. The system loader may be one that locks as a whole, and the main thread
 * then waits at the gate with that lock in its hands.
 */
final class StartupThread extends Thread {
    private static final String STARTUP = "io.github.filevineagent.startup.AgentStartup";

    private final @Nullable String arguments;
    private final Instrumentation instrumentation;
    private final File jar;
    private final ClassLoader isolated;
    private final StartGate gate;

    StartupThread(@Nullable String arguments, Instrumentation instrumentation, File jar, ClassLoader isolated) {
        super(null, null, "filevine-agent-startup", 0, false);
        this.arguments = arguments;
        this.instrumentation = instrumentation;
        this.jar = jar;
        this.isolated = isolated;
        this.gate = new StartGate(this);
        setDaemon(true);
        setContextClassLoader(isolated);
    }

    /** Starts this thread. No class of the application is loaded before it says so. */
    void startBeforeApplication() {
        instrumentation.addTransformer(gate);
        start();
    }

    @Override
    public void run() {
        try {
            Runnable rest = prepare();
            if (rest != null) {
                rest.run();
            }
        } catch (Throwable t) {
            reportNotStarted(t);
        }
    }

    /** Returns what can be done beside the application's start, if there is anything to do. */
    private @Nullable Runnable prepare() throws Throwable {
        try {
            return (Runnable) isolated.loadClass(STARTUP)
                    .getMethod("prepare", String.class, Instrumentation.class, File.class)
                    .invoke(null, arguments, instrumentation, jar);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            gate.open();
            instrumentation.removeTransformer(gate);
        }
    }

    static void reportNotStarted(Throwable cause) {
        System.err.println("[filevine-agent] error: not started, the application runs without it and its requests go"
                + " without a token: " + cause);
    }
}
