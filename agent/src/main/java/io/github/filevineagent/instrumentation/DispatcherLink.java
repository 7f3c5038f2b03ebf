package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.common.Log;

/**
 * Connects the dispatcher. A class of its own, because the verifier loads the boot classes when it checks this one:
 * {@link BootClasses} must have defined them before.
 */
final class DispatcherLink {
    private DispatcherLink() {}

    /** Connects hooks that wait for others, unless any are connected. */
    static void connectFirst(HooksGate gate, Log log) {
        Dispatcher.connectFirst(new DeferredHooks(gate, log));
    }

    /** Connects the agent's hooks, and lets those go on that wait for them. */
    static JdkHooks connect(JdkModules modules, Authorizer authorizer, HooksGate gate, Log log) {
        JdkHooks hooks = new JdkHooks(modules, authorizer, log);
        Dispatcher.connect(hooks);
        gate.open(hooks);
        return hooks;
    }
}
