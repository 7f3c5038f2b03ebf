package io.github.filevineagent.startup;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.ProfilesDirectory;
import io.github.filevineagent.refresh.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at the directory of {@code filevine.profiles-dir} again and again, and has its profiles come and go. On a thread of its
 * own, which nobody waits for but the start, and that for a limited time. Thread-safe.
 */
final class ProfilesWatch implements Runnable {
    /** Between two looks. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The same, while a file has changed: the change counts when a second look has found it as the first did. */
    private static final long SHORT_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long requests wait for the first look, as an application's start does for other files. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final ProfilesDirectory directory;
    private final RunningProfiles profiles;
    private final Clock clock;
    private final Log log;
    private final CountDownLatch read = new CountDownLatch(1);
    private boolean failureReported;

    ProfilesWatch(ProfilesDirectory directory, RunningProfiles profiles, Clock clock, Log log) {
        this.directory = directory;
        this.profiles = profiles;
        this.clock = clock;
        this.log = log;
    }

    /** Begins to look, and returns at once. */
    void start() {
        AgentThread.create("profiles", this).start();
    }

    /**
     * Waits until the directory has been read, or can't be. Requests wait with it: until then it is not known which are the
     * gateway's.
     *
     * @param tokenWait what a request waits for a token, and for this
     */
    void awaitFirstLook(Duration tokenWait) {
        Duration wait = tokenWait.compareTo(LONGEST_WAIT) < 0 ? tokenWait : LONGEST_WAIT;
        try {
            boolean unused = read.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nothing of ours does this; the start goes on.
            Thread.currentThread().interrupt();
        }
        directory.tellNewProfiles();
    }

    @Override
    public void run() {
        while (true) {
            long end = System.nanoTime() + step();
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
                // Nothing of ours interrupts this thread, and if something else does, it would look all the time.
                boolean unused = Thread.interrupted();
            }
        }
    }

    /** Looks once, and returns the time until the next look. Whatever goes wrong, there is one. */
    long step() {
        try {
            boolean unsettled = directory.look(clock.currentTimeMillis(), clock.nanoTime());
            profiles.replaceThoseOfDirectory(directory.profiles());
            if (!unsettled) {
                read.countDown();
            }
            return unsettled ? SHORT_PAUSE_NANOS : PAUSE_NANOS;
        } catch (Throwable t) {
            // Such as no memory.
            read.countDown();
            report(t);
            return PAUSE_NANOS;
        }
    }

    private void report(Throwable failure) {
        if (!failureReported) {
            failureReported = true;
            log.warn("the profiles of filevine.profiles-dir could not be brought up to date, which is tried again: "
                    + failure);
        }
    }
}
