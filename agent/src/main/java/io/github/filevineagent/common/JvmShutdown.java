package io.github.filevineagent.common;

/**
 * Tells a failure from the end of the JVM. A program may end while the agent is still getting ready beside it, and what
 * {@link java.lang.instrument.Instrumentation} does from then on fails in ways that look like an unknown JDK.
 */
public final class JvmShutdown {
    private JvmShutdown() {}

    /** Whether the JVM is ending. It tries to add a shutdown hook to find out, so it is for after a failure only. */
    public static boolean isInProgress() {
        Thread hook = new Thread("filevine-agent-never-started");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return true;
        } catch (RuntimeException | Error e) {
            // A security manager that denies it, or no memory for a thread: then the failure is told.
            return false;
        }
    }
}
