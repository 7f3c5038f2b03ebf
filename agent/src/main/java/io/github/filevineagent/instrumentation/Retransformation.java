package io.github.filevineagent.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Shows a transformer a class that was loaded before it came.
 *
 * <p>The hooks are not registered as retransforming in general: for such transformers the JVM calls the agent about each
 * class a second time, and runs them again whenever another agent has a hooked class retransformed. What the others do to
 * a class at its loading stays.
 */
final class Retransformation implements ClassFileTransformer {
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
