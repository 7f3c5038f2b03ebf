package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.common.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Makes the dispatcher ready to be called: brings it into the boot loader, and connects it to {@linkplain DeferredHooks hooks}
 * that wait for the agent.
 *
 * <p>Thread-safe, and without a lock, as it is used by threads that are loading a class of the JDK: what two of them do at
 * the same time is done twice, and counts once.
 */
public final class DispatcherConnection implements HookTransformer.DispatcherConnector {
    private final Instrumentation instrumentation;
    private final File agentJar;
    private final HooksGate gate;
    private final Log log;
    private volatile boolean connected;

    public DispatcherConnection(Instrumentation instrumentation, File agentJar, HooksGate gate, Log log) {
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
        this.gate = gate;
        this.log = log;
    }

    /** To be called before a class with hooks is given to the JVM. Does nothing from the second time on. */
    @Override
    public void connect() throws IOException {
        if (!connected) {
            JdkModules.openBase(instrumentation);
            BootClasses.define(instrumentation, agentJar);
            DispatcherLink.connectFirst(gate, log);
            connected = true;
        }
    }

    /** Connects the agent's own hooks, and lets those requests go on that wait for them. */
    JdkHooks connect(Authorizer authorizer) throws IOException {
        connect();
        return DispatcherLink.connect(new JdkModules(instrumentation), authorizer, gate, log);
    }
}
