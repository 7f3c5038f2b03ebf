package io.github.filevineagent.token;

/**
 * A thread of the agent's own. The hooks leave requests on such a thread alone, so that an exchange never waits for itself.
 *
 * <p>A daemon, so that it never keeps the application's JVM alive. Its context class loader is the agent's, and it inherits
 * no thread-local values: an exchange that an application's thread has started does not hold on to the application.
 */
public final class AgentThread extends Thread {
    private static final String NAME_PREFIX = "filevine-agent-";

    /**
     * @param purpose what follows {@code filevine-agent-} in the thread's name
     */
    public AgentThread(String purpose, Runnable task) {
        super(null, task, NAME_PREFIX + purpose, 0, false);
        setDaemon(true);
        setContextClassLoader(AgentThread.class.getClassLoader());
    }
}
