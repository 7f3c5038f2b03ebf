package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.common.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Duration;

/**
 * Makes the dispatcher ready to be called: brings it into the boot loader, and connects it to {@linkplain DeferredHooks hooks}
 * that wait for the agent.
 *
 * <p>Thread-safe, and without a lock, as it is used by threads that are loading a class of the JDK: what two of them do at
 * the same time is done twice, and counts once.
 */
public final class DispatcherConnection implements HookTransformer.DispatcherConnector {
    /**
     * The longest that a request waits for the agent to be put together, which takes some hundred milliseconds at most. If
     * anything unforeseen prevents it, the request then goes without a token, and does not hang.
     */
    private static final Duration READY_LIMIT = Duration.ofSeconds(30);

    private final Instrumentation instrumentation;
    private final File agentJar;
    private final Log log;
    private final HooksGate gate = new HooksGate(READY_LIMIT);
    private volatile boolean connected;

    public DispatcherConnection(Instrumentation instrumentation, File agentJar, Log log) {
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
        this.log = log;
    }

    /** To be called before a class with hooks is given to the JVM. Does nothing from the second time on. */
    @Override
    public void connect() throws IOException {
        if (!connected) {
            JdkModules.openBase(instrumentation);
            BootClasses.define(instrumentation, agentJar);
            Link.toWaitingHooks(gate, log);
            connected = true;
        }
    }

    /** Connects the agent's own hooks, and lets those requests go on that wait for them. */
    JdkHooks connect(Authorizer authorizer) throws IOException {
        connect();
        return Link.toHooks(new JdkModules(instrumentation), authorizer, gate, log);
    }

    /** Lets requests go on that wait for the agent's hooks, since there will be none. Does nothing if there are. */
    public void giveUp() {
        gate.giveUp();
    }

    /** A class of its own, because the verifier loads the boot classes when it checks this one: they must be there before. */
    private static final class Link {
        static void toWaitingHooks(HooksGate gate, Log log) {
            Dispatcher.connectFirst(new DeferredHooks(gate, log));
        }

        static JdkHooks toHooks(JdkModules modules, Authorizer authorizer, HooksGate gate, Log log) {
            JdkHooks hooks = new JdkHooks(modules, authorizer, log);
            Dispatcher.connect(hooks);
            gate.open(hooks);
            return hooks;
        }
    }
}
