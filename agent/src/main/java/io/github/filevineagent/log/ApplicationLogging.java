package io.github.filevineagent.log;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The application's own logging, as {@link System.Logger} finds it: but not before somebody else has. Who asks for the first
 * logger of a JVM decides for good what all of them are, and the application's {@code main} may have something to set before.
 *
 * <p>That has happened where the JVM has loaded one of two classes, which neither of the JDK's HTTP clients loads: JDK 11 to
 * 28. Where an application never logs by either way, or where a JDK has no such class, lines go on to standard error.
 * Thread-safe.
 */
public final class ApplicationLogging implements Destination {
    private static final String NAME = "io.github.filevineagent";

    /** Of {@code java.util.logging}, which its first logger makes. */
    private static final String LOG_MANAGER = "java.util.logging.LogManager";

    /** Of {@link System#getLogger}: loaded when it looks for the one provider. */
    private static final String FINDER = "jdk.internal.logger.LoggerFinderLoader";

    private final Instrumentation instrumentation;
    private volatile System.@Nullable Logger logger;

    public ApplicationLogging(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public boolean write(LogLevel level, String line) {
        // Providers, and managers that keep applications apart, go by it. The agent is of no single application.
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        System.Logger present = logger;
        if (present == null) {
            if (!hasBegun()) {
                return false;
            }
            present = System.getLogger(NAME);
            logger = present;
        }
        present.log(levelOf(level), line);
        return true;
    }

    private boolean hasBegun() {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // By loader first: the first question for its name makes a class create it.
            if (loaded.getClassLoader() == null
                    && (loaded.getName().equals(LOG_MANAGER) || loaded.getName().equals(FINDER))) {
                return true;
            }
        }
        return false;
    }

    private static System.Logger.Level levelOf(LogLevel level) {
        switch (level) {
            case ERROR:
                return System.Logger.Level.ERROR;
            case WARN:
                return System.Logger.Level.WARNING;
            case INFO:
                return System.Logger.Level.INFO;
            default:
                return System.Logger.Level.DEBUG;
        }
    }
}
