package io.github.filevineagent.refresh;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a profile's one thread does for the life of the JVM: wait until an exchange is due, and make it. It ends with the
 * JVM only; whatever is thrown at it, it goes on.
 */
public final class RefreshLoop implements Runnable {
    /** Keeps an error that comes back at once, such as a full heap, from becoming a busy loop. */
    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Refresher refresher;

    public RefreshLoop(TokenSource tokens) {
        this.refresher = tokens.refresher();
    }

    @Override
    public void run() {
        while (true) {
            try {
                refresher.exchangeOrWait();
            } catch (InterruptedException e) {
                // Nothing of ours interrupts this thread; if something else does, the token must stay fresh all the
                // same.
            } catch (Throwable t) {
                // An interrupt that nobody has noticed yet would cut the pause short, each time.
                boolean unused = Thread.interrupted();
                LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
            }
        }
    }
}
