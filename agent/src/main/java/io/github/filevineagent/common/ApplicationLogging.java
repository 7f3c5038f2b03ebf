package io.github.filevineagent.common;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The application's own logging, as {@link System.Logger} finds it: but not before somebody else has. Who asks for the first
 * logger of a JVM decides for good what all of them are, and the application's {@code main} may have something to set before.
 *
 * <p>That has happened where the JVM has initialized one of two classes, which neither of the JDK's HTTP clients does: JDK 11
 * to 28. That it has loaded them says nothing: with an AOT cache, of JDK 24 and later, it does so at its start. Where an
 * application never logs by either way, or where a JDK does not tell, lines go on to standard error. Thread-safe.
 */
public final class ApplicationLogging implements Log.Destination {
    private static final String NAME = "io.github.filevineagent";

    /** Of {@code java.util.logging}, which its first logger makes. */
    private static final String LOG_MANAGER = "java.util.logging.LogManager";

    /** Of {@link System#getLogger}: loaded when it looks for the one provider. */
    private static final String FINDER = "jdk.internal.logger.LoggerFinderLoader";

    /** JDK 11 to 28. None of the JDK's public classes tells whether another one is initialized without doing that itself. */
    private static final String INTERNALS = "jdk.internal.misc";

    private final Instrumentation instrumentation;
    private volatile System.@Nullable Logger logger;

    public ApplicationLogging(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public boolean write(LogLevel level, String line) throws ReflectiveOperationException {
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

    private boolean hasBegun() throws ReflectiveOperationException {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // By loader first: the first question for its name makes a class create it.
            if (loaded.getClassLoader() == null
                    && (loaded.getName().equals(LOG_MANAGER) || loaded.getName().equals(FINDER))
                    && isInitialized(loaded)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInitialized(Class<?> type) throws ReflectiveOperationException {
        Map<String, Set<Module>> toUs = Map.of(INTERNALS, Set.of(ApplicationLogging.class.getModule()));
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), toUs, Map.of(), Set.of(), Map.of());
        Class<?> internals = Class.forName(INTERNALS + ".Unsafe", true, null);
        Object unsafe = internals.getMethod("getUnsafe").invoke(null);
        return !(boolean)
                internals.getMethod("shouldBeInitialized", Class.class).invoke(unsafe, type);
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
