package io.github.filevineagent.instrumentation;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the few packages of the JDK that the agent reaches into, to the agent's own module and to no other. */
public final class JdkModules {
    private final Instrumentation instrumentation;
    private final Module agent = JdkModules.class.getModule();

    JdkModules(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Returns whether this JVM has the module; an image made with {@code jlink} may be without {@code java.net.http}. */
    static boolean isPresent(String module) {
        return find(module).isPresent();
    }

    /** Opens what the hooks, the boot classes and the agent's own calls need of {@code java.base}. */
    public static void openBase(Instrumentation instrumentation) {
        new JdkModules(instrumentation)
                .open(
                        "java.base",
                        "java.lang",
                        "sun.net",
                        "sun.net.www",
                        "sun.net.www.protocol.http",
                        "sun.net.www.protocol.https");
    }

    /** Opens packages of a module of the boot layer, as far as this JDK has them. */
    void open(String module, String... packages) {
        Optional<Module> found = find(module);
        if (found.isEmpty()) {
            return;
        }
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : packages) {
            if (found.get().getPackages().contains(name)) {
                opens.put(name, Set.of(agent));
            }
        }
        instrumentation.redefineModule(found.get(), Set.of(), Map.of(), opens, Set.of(), Map.of());
    }

    private static Optional<Module> find(String module) {
        return ModuleLayer.boot().findModule(module);
    }
}
