package io.github.filevineagent.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An agent that meddles with the classes in which ours has its hooks, in the way that its argument says. */
public final class Busybody implements ClassFileTransformer {
    private static final String[] HOOKED = {
        "sun.net.www.protocol.http.HttpURLConnection",
        "jdk.internal.net.http.Exchange",
        "jdk.internal.net.http.AuthenticationFilter"
    };

    private Busybody() {}

    /**
     * Meddles with all three classes.
     *
     * @param deed {@code load}, {@code retransform} (with a transformer that gives back what it gets), {@code redefine}
     *     (with the JDK's own class files) or {@code alter} (the same transformer, which gets a class first that the JVM
     *     needs at the first change)
     */
    public static void premain(String deed, Instrumentation instrumentation) throws Exception {
        if (deed.equals("retransform") || deed.equals("alter")) {
            instrumentation.addTransformer(new Busybody(), true);
        }
        if (deed.equals("alter")) {
            Class<?> unused = Class.forName("java.lang.WeakPairMap$Pair$Weak", true, null);
        }
        for (String name : HOOKED) {
            Class<?> loaded = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            if (deed.equals("retransform")) {
                instrumentation.retransformClasses(loaded);
            } else if (deed.equals("redefine")) {
                instrumentation.redefineClasses(new ClassDefinition(loaded, classFile(loaded)));
            }
        }
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(type.getModule().getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }

    @Override
    public byte[] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        return classFile.clone();
    }
}
