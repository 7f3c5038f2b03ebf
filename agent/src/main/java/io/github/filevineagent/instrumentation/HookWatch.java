package io.github.filevineagent.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
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
            if (mayBeHooked(loaded) && isHooked(loaded.getName().replace('.', '/'))) {
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
     * first called (JDK 11 to 28), and a JVM has loaded a thousand classes by now.
     */
    private static boolean mayBeHooked(Class<?> loaded) {
        return loaded.getClassLoader() != null || loaded.getSuperclass() == HOOKED_SUPERCLASS;
    }

    private static boolean isHooked(String internalName) {
        return internalName.equals(HookedClass.Names.EXCHANGE)
                || internalName.equals(HookedClass.Names.AUTHENTICATION_FILTER)
                || internalName.equals(HookedClass.Names.URL_CONNECTION);
    }

    /**
     * Shows a transformer a class that was loaded before it came.
     *
     * <p>The hooks are not registered as retransforming in general: for such transformers the JVM calls the agent about each
     * class a second time, and runs them again whenever another agent has a hooked class retransformed. What the others do to
     * a class at its loading stays.
     */
    static final class Retransformation implements ClassFileTransformer {
        private final ClassFileTransformer transformer;

        private Retransformation(ClassFileTransformer transformer) {
            this.transformer = transformer;
        }

        /** Has the class transformed now, and whenever it is retransformed from now on. */
        static void apply(Instrumentation instrumentation, Class<?> loaded, ClassFileTransformer transformer) {
            instrumentation.addTransformer(new Retransformation(transformer), true);
            try {
                instrumentation.retransformClasses(loaded);
            } catch (UnmodifiableClassException e) {
                // The JVM can modify every class but arrays and primitive types.
                throw new IllegalStateException(e);
            }
        }

        /** Leaves alone what is being loaded, because the transformer sees that anyway. */
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String className,
                @Nullable Class<?> classBeingRedefined,
                @Nullable ProtectionDomain protectionDomain,
                byte[] classFile)
                throws IllegalClassFormatException {
            return classBeingRedefined == null
                    ? null
                    : transformer.transform(loader, className, classBeingRedefined, protectionDomain, classFile);
        }
    }
}
