package io.github.filevineagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;
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

    /**
     * Returns what can be done beside the application's start, if there is anything to do.
     *
     * <p>The isolated part is called through an interface of the JDK. To call its method by reflection was measured to
     * cost 4 ms on JDK 25, which makes method handles of a new shape for it.
     */
    @SuppressWarnings("unchecked")
    private @Nullable Runnable prepare() throws ReflectiveOperationException {
        try {
            Object startup = isolated.loadClass(STARTUP).getConstructor().newInstance();
            return ((Function<Object[], @Nullable Runnable>) startup)
                    .apply(new @Nullable Object[] {arguments, instrumentation, jar});
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
