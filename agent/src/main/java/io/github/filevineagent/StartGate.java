package io.github.filevineagent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Holds the application back until the agent has read its configuration and registered its hooks.
 *
 * <p>The premain does not do that work itself, because the launcher has some of its own to do between the premain and
 * {@code main}, and the two can run side by side. The latest moment is when the first class of the application is loaded,
 * and the JVM asks each transformer about it: this one transforms nothing, but does not answer before the gate is open.
 * Classes of the JDK pass, since the agent needs them to get ready.
 */
final class StartGate implements ClassFileTransformer {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread startup;

    /**
     * @param startup the thread that opens the gate, and never waits at it
     */
    StartGate(Thread startup) {
        this.startup = startup;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        boolean ofTheJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
        if (!ofTheJdk && Thread.currentThread() != startup) {
            awaitOpen();
        }
        return null;
    }

    void open() {
        opened.countDown();
    }

    private void awaitOpen() {
        boolean interrupted = false;
        while (true) {
            try {
                opened.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
