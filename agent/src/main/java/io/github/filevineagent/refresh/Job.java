package io.github.filevineagent.refresh;

import org.jspecify.annotations.Nullable;

/**
 * What has to be done for one profile again and again, by one of the {@link Workers} at a time. What it tells them, they ask in
 * their lock and for each job, so it must take no lock, wait for nothing and be quick.
 */
public abstract class Job {
    /** Which of the jobs that are due is done first: those whose constant comes first. */
    public enum Urgency {
        /** A request waits for it. */
        WAITED_FOR(true, false),
        /** A request waits for it, but it failed the last time. */
        WAITED_FOR_AFTER_FAILURE(true, true),
        /** It is due by the schedule. */
        REGULAR(false, false),
        /** It failed the last time. */
        AFTER_FAILURE(false, true),
        /** It is no exchange, but a look at secrets' files, or a question to the gateway. */
        ASIDE(false, true);

        private final boolean waitedFor;
        private final boolean doubtful;

        Urgency(boolean waitedFor, boolean doubtful) {
            this.waitedFor = waitedFor;
            this.doubtful = doubtful;
        }

        boolean isWaitedFor() {
            return waitedFor;
        }

        /** Returns whether it may well take all the time that it is given, and give nothing. */
        boolean isDoubtful() {
            return doubtful;
        }
    }

    /** Of a job that is not due before something happens. */
    protected static final long NOT_DUE = Long.MAX_VALUE;

    /** Null while it belongs to none. Volatile: an application's thread that makes it due must see them, to wake them. */
    private volatile @Nullable Workers workers;

    /** Whether a worker does it at present, and as what. Guarded by the workers' lock, as are the following. */
    @Nullable
    Urgency running;

    /** If {@link #paused}, after an error: when it may be done again, by {@link System#nanoTime}. */
    long pausedUntilNanos;

    boolean paused;

    /** Returns the time until it is to be done, zero or less when it is due, or {@link #NOT_DUE}. The least comes first. */
    protected abstract long nanosUntilDue();

    /** Returns what comes before what. Of a job that is due. */
    protected abstract Urgency urgency();

    /** Does it, and returns whether there will be anything left to do. On a worker, without its lock. */
    protected abstract boolean perform();

    /** Has the workers look at it, as what they saw has changed. Returns at once; for any thread that holds no lock. */
    protected final void wakeWorkers() {
        Workers present = workers;
        if (present != null) {
            present.wake();
        }
    }

    void belongTo(@Nullable Workers owner) {
        workers = owner;
    }
}
