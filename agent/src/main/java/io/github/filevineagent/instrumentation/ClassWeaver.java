package io.github.filevineagent.instrumentation;

import java.util.Collection;

/** Weaves the hooks of a class into its class file. Stateless. */
public interface ClassWeaver {
    /**
     * Returns the class file with the hooks in it.
     *
     * @param missing gets the hooks for which the class has no method
     */
    byte[] weave(byte[] classFile, HookedClass target, Collection<HookPoint> missing);
}
