package io.github.filevineagent.instrumentation;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

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
