package io.github.filevineagent.common;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The application's own logging, by way of {@link System.Logger}, from the moment at which the application logs itself. Not
 * before: with the first logger that anybody asks for, the JVM decides for good which {@code LogManager} and which {@code
 * LoggerFinder} it has, and {@code main} may want to choose them.
 *
 * <p>The application has logged if one of the two classes below is initialized; neither of the JDK's HTTP clients does that
 * (JDK 11 to 28). It is not enough that they are loaded: a JVM with an AOT cache (JDK 24 and later) loads them at its start.
 * Until then, and where a JDK does not tell, lines go to standard error. {@code LogIT} has a test of each. Thread-safe.
 */
public final class ApplicationLogging implements Log.Destination {
    private static final String NAME = "io.github.filevineagent";

    /** Initialized by the first logger of {@code java.util.logging}. */
    private static final String LOG_MANAGER = "java.util.logging.LogManager";

    /** Initialized by the first {@link System#getLogger}, which looks for the one provider. JDK 11 to 28. */
    private static final String FINDER = "jdk.internal.logger.LoggerFinderLoader";

    /**
     * Has {@code Unsafe.shouldBeInitialized} (JDK 11 to 28). No public method tells whether a class is initialized without
     * initializing it.
     */
    private static final String INTERNALS = "jdk.internal.misc";

    private final Instrumentation instrumentation;
    private volatile System.@Nullable Logger logger;

    public ApplicationLogging(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public boolean write(Log.Level level, String line) throws ReflectiveOperationException {
        // Loggers are looked up by the context class loader, as in a servlet container that keeps applications
        // apart. The agent belongs to none of them.
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
            // The loader is compared first, because Class.getName() makes the string when it is first called.
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

    private static System.Logger.Level levelOf(Log.Level level) {
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
