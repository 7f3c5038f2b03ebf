package io.github.filevineagent.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.net.HttpURLConnection;
import java.security.ProtectionDomain;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM asks about each class that it loads: compares the name with three others, and leaves the rest to the
 * {@link HookTransformer}, which is not even loaded before one of the three comes by. Registered before the application
 * starts, so that no request can slip by, however early. Thread-safe.
 */
public final class HookWatch implements ClassFileTransformer {
    /**
     * Loaded with this class, so before it is registered. From then on the JVM reads the class file of each class that it
     * loads, even of one that its class-data archive has.
     */
    private static final Class<?> HOOKED_SUPERCLASS = HttpURLConnection.class;

    private final Supplier<? extends ClassFileTransformer> hookTransformer;

    /**
     * @param hookTransformer gives the transformer, on whichever thread first loads a hooked class
     */
    public HookWatch(Supplier<? extends ClassFileTransformer> hookTransformer) {
        this.hookTransformer = hookTransformer;
    }

    /** Begins to watch. What is loaded already, as by another agent, is hooked now. */
    public void register(Instrumentation instrumentation) {
        instrumentation.addTransformer(this);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (mayBeHooked(loaded) && isHookedClass(loaded.getName())) {
                Retransformation.apply(instrumentation, loaded, this);
            }
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile)
            throws IllegalClassFormatException {
        return className != null && isHooked(className)
                ? hookTransformer.get().transform(loader, className, classBeingRedefined, protectionDomain, classFile)
                : null;
    }

    /**
     * Whether a loaded class can be one of the three, without its name. {@code Class.getName()} makes the string when it is
     * first called (JDK 11 to 28); for the thousand classes that a JVM has loaded by now this takes 1 to 3 ms of the main
     * thread.
     */
    private static boolean mayBeHooked(Class<?> loaded) {
        return loaded.getClassLoader() != null || loaded.getSuperclass() == HOOKED_SUPERCLASS;
    }

    /** Two comparisons, with dots and with slashes: to convert each name takes longer, and no code is compiled yet. */
    private static boolean isHookedClass(String className) {
        return className.equals(HookedClass.Names.EXCHANGE_CLASS)
                || className.equals(HookedClass.Names.AUTHENTICATION_FILTER_CLASS)
                || className.equals(HookedClass.Names.URL_CONNECTION_CLASS);
    }

    private static boolean isHooked(String internalName) {
        return internalName.equals(HookedClass.Names.EXCHANGE)
                || internalName.equals(HookedClass.Names.AUTHENTICATION_FILTER)
                || internalName.equals(HookedClass.Names.URL_CONNECTION);
    }
}
