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
 * <p>The JVM calls {@code premain} from a callback of its tool interface. Since JDK 26, seen up to the early access of 28,
 * its end waits for callbacks that are under way, and so {@link System#exit} and {@link Runtime#halt} of {@code premain} wait
 * for themselves: for a minute, after which the JVM ends all the same. There it is ended by the C library's own function, for
 * which JDK 22 and later have {@code java.lang.foreign}. Shutdown hooks are left out, as they are where a JVM can't be created.
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
                // Somebody else's JVM, or one that does not let it happen: later is well, too.
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
