package io.github.filevineagent.it.client;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * An agent that makes the JDK a future one: {@code PREFIX:OLD:NEW} gives a member another name of the same length, in all
 * classes whose internal name begins like this.
 */
public final class Tampering implements ClassFileTransformer {
    private final String classes;
    private final String oldName;
    private final String newName;

    private Tampering(String classes, String oldName, String newName) {
        this.classes = classes;
        this.oldName = oldName;
        this.newName = newName;
    }

    public static void premain(String arguments, Instrumentation instrumentation) {
        String[] parts = arguments.split(":", 3);
        instrumentation.addTransformer(new Tampering(parts[0], constant(parts[1]), constant(parts[2])));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        return className.startsWith(classes)
                ? new String(classFile, StandardCharsets.ISO_8859_1)
                        .replace(oldName, newName)
                        .getBytes(StandardCharsets.ISO_8859_1)
                : null;
    }

    /** Returns the whole entry of a constant pool: tag, length, characters (JVMS 4.4.7). */
    private static String constant(String name) {
        return "\u0001\u0000" + (char) name.length() + name;
    }
}
