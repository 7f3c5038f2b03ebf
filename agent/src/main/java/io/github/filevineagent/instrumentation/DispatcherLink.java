package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.log.Log;

/**
 * Connects the dispatcher. A class of its own, because verifying it loads the boot classes: it must not be touched before
 * {@link BootClasses} has defined them.
 */
final class DispatcherLink {
    private DispatcherLink() {}

    static JdkHooks connect(JdkModules modules, Authorizer authorizer, Log log) {
        JdkHooks hooks = new JdkHooks(modules, authorizer, log);
        Dispatcher.connect(hooks);
        return hooks;
    }
}
