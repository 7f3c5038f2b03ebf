package io.github.filevineagent.it.client;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An agent that makes the loading of one class, which the argument names, take two seconds. */
public final class Delaying implements ClassFileTransformer {
    private final String delayed;

    private Delaying(String delayed) {
        this.delayed = delayed;
    }

    public static void premain(String className, Instrumentation instrumentation) {
        instrumentation.addTransformer(new Delaying(className.replace('.', '/')));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (className.equals(delayed) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return null;
    }
}
