package io.github.filevineagent.startup;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ends the JVM from within {@code premain}.
 *
 * <p>The JVM calls {@code premain} from a callback of its tool interface (JVMTI). From JDK 26 on, seen up to the early access
 * of 28, the end of the JVM waits for callbacks that are under way. So {@link System#exit} and {@link Runtime#halt}, called by
 * {@code premain}, wait for {@code premain} itself, for a minute, until the JVM gives up. On these releases the C library's
 * {@code _exit} is called instead, through {@code java.lang.foreign} (JDK 22 and later). It runs no shutdown hooks; before
 * {@code main} the application has none. {@code StartupIT.start_wrongConfiguration_endsTheJvmAtOnce} fails without it.
 */
final class JvmExit {
    private static final int FIRST_TO_WAIT_FOR_CALLBACKS = 26;
    private static final String FOREIGN = "java.lang.foreign.";

    private JvmExit() {}

    /** Ends it at once if it can be done, or else when the JVM has waited. */
    static void withStatus(int status, Instrumentation instrumentation) {
        if (Runtime.version().feature() >= FIRST_TO_WAIT_FOR_CALLBACKS) {
            try {
                allowNativeAccess(instrumentation);
                function("_exit").invokeWithArguments(status);
            } catch (Throwable t) {
                // Another vendor's JVM, or one that denies native access: it ends below, if a minute later.
            }
        }
        System.exit(status);
    }

    /** As {@code --enable-native-access} does, without which JDK 24 and later print a warning. Only until the JVM's end. */
    private static void allowNativeAccess(Instrumentation instrumentation) throws ReflectiveOperationException {
        Set<Module> ours = Set.of(JvmExit.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", ours), Set.of(), Map.of());
        // JDK 22 to 28.
        Method allow = Module.class.getDeclaredMethod("addEnableNativeAccessToAllUnnamed");
        allow.setAccessible(true);
        allow.invoke(null);
    }

    /** Returns a function of the C library that takes an {@code int} and returns nothing. By reflection: this is for Java 11. */
    private static MethodHandle function(String name) throws ReflectiveOperationException {
        Class<?> linkers = Class.forName(FOREIGN + "Linker");
        Class<?> descriptors = Class.forName(FOREIGN + "FunctionDescriptor");
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Object library = linkers.getMethod("defaultLookup").invoke(linker);
        Object address = ((Optional<?>) Class.forName(FOREIGN + "SymbolLookup")
                        .getMethod("find", String.class)
                        .invoke(library, name))
                .orElseThrow();
        Object parameters = Array.newInstance(Class.forName(FOREIGN + "MemoryLayout"), 1);
        Array.set(
                parameters,
                0,
                Class.forName(FOREIGN + "ValueLayout").getField("JAVA_INT").get(null));
        Object descriptor =
                descriptors.getMethod("ofVoid", parameters.getClass()).invoke(null, parameters);
        Object options = Array.newInstance(Class.forName(FOREIGN + "Linker$Option"), 0);
        return (MethodHandle) linkers.getMethod(
                        "downcallHandle", Class.forName(FOREIGN + "MemorySegment"), descriptors, options.getClass())
                .invoke(linker, address, descriptor, options);
    }
}
