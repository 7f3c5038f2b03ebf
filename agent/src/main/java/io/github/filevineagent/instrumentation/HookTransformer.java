package io.github.filevineagent.instrumentation;

import io.github.filevineagent.log.Log;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Transforms the {@linkplain HookedClass hooked classes} when they are loaded, and compares the names of all others.
 *
 * <p>The JVM calls it on whichever thread loads a class, so it must neither load much nor lock anything before it knows
 * that the class is one of ours. Thread-safe.
 */
public final class HookTransformer implements ClassFileTransformer {
    /** Taken once: {@code values()} copies, and this class sees every class that the application loads. */
    private static final HookedClass[] TARGETS = HookedClass.values();

    private final Runnable connectDispatcher;
    private final Consumer<String> classObserver;
    private final Log log;
    private final Set<HookedClass> woven = EnumSet.noneOf(HookedClass.class);

    /**
     * @param connectDispatcher makes the dispatcher ready to be called; runs before each transformation, on any thread
     * @param classObserver hears the internal name of every other class that is loaded, on the thread that loads it
     */
    public HookTransformer(Runnable connectDispatcher, Consumer<String> classObserver, Log log) {
        this.connectDispatcher = connectDispatcher;
        this.classObserver = classObserver;
        this.log = log;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        if (className == null) {
            return null;
        }
        for (HookedClass target : TARGETS) {
            if (target.internalName().equals(className)) {
                return weave(target, classFile);
            }
        }
        classObserver.accept(className);
        return null;
    }

    /** Returns whether the hooks of a class are in place. */
    boolean isWoven(HookedClass target) {
        synchronized (woven) {
            return woven.contains(target);
        }
    }

    private byte @Nullable [] weave(HookedClass target, byte[] classFile) {
        try {
            connectDispatcher.run();
            HookWeaver weaver = new HookWeaver(target);
            byte[] hooked = weaver.weave(classFile);
            for (HookPoint point : weaver.missing()) {
                log.error("This JDK (" + System.getProperty("java.vm.version") + ") has no method "
                        + target.className() + "." + point.method() + point.descriptor()
                        + ": its hook is off. Requests go on without what it does; please report this JDK.");
            }
            synchronized (woven) {
                woven.add(target);
            }
            return hooked;
        } catch (Throwable t) {
            log.error("Can't instrument " + target.className() + " of this JDK ("
                    + System.getProperty("java.vm.version") + "): " + t
                    + ". Its requests go on without a token; please report this JDK.");
            return null;
        }
    }
}
