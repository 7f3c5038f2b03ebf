package io.github.filevineagent.common;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * A thread of the agent's own. The hooks leave requests on such a thread alone, so that an exchange never waits for itself.
 *
 * <p>A daemon, so that it never keeps the application's JVM alive. It takes over nothing from the thread that makes it,
 * which may be one of an application that a container wants to be rid of: not the context class loader, nor thread-local
 * values, the thread group, or (up to JDK 23) the access control context with its classes' loaders.
 */
public final class AgentThread extends Thread {
    private static final String NAME_PREFIX = "filevine-agent-";

    private AgentThread(String purpose, Runnable task) {
        super(rootGroup(), task, NAME_PREFIX + purpose, 0, false);
        setDaemon(true);
        setContextClassLoader(AgentThread.class.getClassLoader());
    }

    /**
     * Returns a thread that is not started yet.
     *
     * @param purpose what follows {@code filevine-agent-} in the thread's name
     */
    public static AgentThread create(String purpose, Runnable task) {
        // The JDK takes the access control context when the thread is made. Here it ends with the agent's own classes.
        try {
            return AccessController.doPrivileged(new PrivilegedAction<AgentThread>() {
                @Override
                public AgentThread run() {
                    return new AgentThread(purpose, task);
                }
            });
        } catch (NoClassDefFoundError e) {
            // A JDK that has removed access control: nothing is taken then.
            return new AgentThread(purpose, task);
        }
    }

    /**
     * Returns a daemon that code of the application may come to run on, not started yet. Its requests are authorised there
     * like on any thread of the application, whose class loader is the context. As for the rest it is as the agent's own.
     *
     * @param purpose what follows {@code filevine-agent-} in the thread's name
     */
    public static Thread createForApplication(String purpose, Runnable task) {
        try {
            return AccessController.doPrivileged(new PrivilegedAction<Thread>() {
                @Override
                public Thread run() {
                    return newThreadForApplication(purpose, task);
                }
            });
        } catch (NoClassDefFoundError e) {
            return newThreadForApplication(purpose, task);
        }
    }

    private static Thread newThreadForApplication(String purpose, Runnable task) {
        Thread thread = new Thread(rootGroup(), task, NAME_PREFIX + purpose, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = parent.getParent()) {
            group = parent;
        }
        return group;
    }
}
