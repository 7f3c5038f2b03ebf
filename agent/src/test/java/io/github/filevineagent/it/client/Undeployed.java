package io.github.filevineagent.it.client;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A container that is rid of an application, which was the first to use JMX, but not of the platform's MBean server: for
 * that one somebody may wait for ever. It says whether the application's class loader is gone, and in whose thread group
 * the waiting is done.
 */
public final class Undeployed {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Undeployed() {}

    public static void main(String[] arguments) throws Exception {
        // What the JVM does at its start is done by its own threads.
        await(() -> thread("startup") == null);
        WeakReference<ClassLoader> left = deployAndUndeploy();
        Thread waiting = thread("jmx");
        System.out.println("undeployed.group="
                + (waiting == null ? "" : waiting.getThreadGroup().getName()));
        await(() -> {
            System.gc();
            return left.get() == null;
        });
        System.out.println("undeployed.loader=" + (left.get() == null ? "gone" : "left"));
        System.out.println("undeployed.waiting=" + (thread("jmx") != null));
    }

    private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
        URL classes = Undeployed.class.getProtectionDomain().getCodeSource().getLocation();
        ThreadGroup group = new ThreadGroup("application");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Runnable application = (Runnable)
                    loader.loadClass(Part.class.getName()).getConstructor().newInstance();
            Thread thread = new Thread(group, application, "application");
            thread.setContextClassLoader(loader);
            thread.start();
            thread.join();
            return new WeakReference<>(loader);
        }
    }

    private static @Nullable Thread thread(String purpose) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("filevine-agent-" + purpose))
                .findAny()
                .orElse(null);
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.isMet() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private interface Condition {
        boolean isMet();
    }

    /** The application's part that its own class loader loads. */
    public static final class Part implements Runnable {
        @Override
        public void run() {
            MBeanServer server = MBeanServerFactory.newMBeanServer();
            System.out.println("undeployed.domain=" + server.getDefaultDomain());
        }
    }
}
