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
    /** Loaded with this class, so before it is registered: from then on the JVM reads a class file for each class it loads. */
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
     * Whether it can be one of the three, by what costs nothing to ask. The first question for its name makes a class
     * create it: for all thousand of them that was measured to take 1 to 3 ms on the main thread.
     */
    private static boolean mayBeHooked(Class<?> loaded) {
        return loaded.getClassLoader() != null || loaded.getSuperclass() == HOOKED_SUPERCLASS;
    }

    /** Compares without converting the name, because it is asked about a thousand classes before any code is compiled. */
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
