package io.github.filevineagent.instrumentation;

import io.github.filevineagent.common.JvmShutdown;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transforms the {@linkplain HookedClass hooked classes}. {@link HookWatch} passes on these only.
 *
 * <p>The JVM calls it on whichever thread loads a class, so it must neither load much before it knows that the class is one
 * of ours, nor lock anything at all, but for a moment in which nothing is loaded: see package {@code startup}. Thread-safe.
 */
public final class HookTransformer implements ClassFileTransformer {
    /** Makes the dispatcher ready to be called. */
    public interface DispatcherConnector {
        /** Called before each class with hooks is given to the JVM, on any thread; does nothing from the second time on. */
        void connect() throws IOException;
    }

    /** Taken once: {@code values()} copies. */
    private static final HookedClass[] TARGETS = HookedClass.values();

    private final DispatcherConnector connector;
    private final Log log;

    /** Whether each class that has come by has all of its hooks. */
    private final Map<HookedClass, Boolean> woven = new EnumMap<>(HookedClass.class);

    /** Null once the hooks are in. A loader and not one weaver, for which two threads would have to wait for each other. */
    private volatile @Nullable WeaverLoader weavers = new WeaverLoader();

    public HookTransformer(DispatcherConnector connector, Log log) {
        this.connector = connector;
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
        return null;
    }

    /** Lets go of Byte Buddy. If another agent has a hooked class transformed again later, it is loaded for that anew. */
    void releaseWeaver() {
        weavers = null;
    }

    private ClassWeaver weaver() throws ReflectiveOperationException {
        WeaverLoader current = weavers;
        return (current == null ? new WeaverLoader() : current).newWeaver();
    }

    /** Returns whether all hooks of a class are in place. */
    boolean isWoven(HookedClass target) {
        synchronized (woven) {
            return woven.getOrDefault(target, false);
        }
    }

    private byte @Nullable [] weave(HookedClass target, byte[] classFile) {
        try {
            List<HookPoint> missing = new ArrayList<>();
            byte[] hooked = weaver().weave(classFile, target, missing);
            // After the weaving: where two threads do this at once, at the start of a JVM, one connects while the other
            // weaves.
            connector.connect();
            if (hooked != null && isFirst(target, missing.isEmpty())) {
                reportMissing(target, missing);
            }
            return hooked;
        } catch (Throwable t) {
            if (isFirst(target, false) && !JvmShutdown.isInProgress()) {
                log.error("Can't instrument " + target.className() + " of this JDK ("
                        + System.getProperty("java.vm.version") + "): " + t
                        + ". Its requests go on without a token; please report this JDK.");
            }
            return null;
        }
    }

    private void reportMissing(HookedClass target, List<HookPoint> missing) {
        // Two hooks can be in one method.
        Set<String> methods = new LinkedHashSet<>();
        for (HookPoint point : missing) {
            methods.add(target.className() + "." + point.method() + point.descriptor());
        }
        for (String method : methods) {
            log.error("This JDK (" + System.getProperty("java.vm.version") + ") has no method " + method
                    + ": its hook is off. Requests go on without what it does; please report this JDK.");
        }
    }

    /** Writes down how a class came out, and returns whether it is the first time, so that its flaws are news. */
    private boolean isFirst(HookedClass target, boolean complete) {
        synchronized (woven) {
            return woven.put(target, complete) == null;
        }
    }

    /** Weaves the hooks of a class into its class file. Stateless. */
    public interface ClassWeaver {
        /**
         * Returns the class file with the hooks in it, or null if they are in it already: of a class that another agent has
         * transformed again, that can be.
         *
         * @param missing gets the hooks for which the class has no method
         */
        byte @Nullable [] weave(byte[] classFile, HookedClass target, Collection<HookPoint> missing);
    }
}
