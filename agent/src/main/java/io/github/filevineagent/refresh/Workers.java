package io.github.filevineagent.refresh;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.refresh.Job.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do the {@linkplain Job jobs} of all profiles, {@value #MOST} at most, however many profiles there are. With
 * one profile it is one thread. Others are made when they are needed, and end when they have not been for a while.
 *
 * <p>Of the threads that have nothing to do, one watches: it waits until the next job is due. The others sleep, until the
 * watching one has found a job and one of them has to watch in its place. To find the job that is due, all are asked. There is
 * no queue in the order of time, since that order changes whenever the wall clock jumps; and a thousand jobs, of which one is
 * due about each second, are asked quickly.
 *
 * <p>A job mostly waits for a server, which may not answer at all. So that it does not keep the workers from others: an
 * exchange for which a request waits comes first, and those for which none waits leave one worker to it; jobs that failed the
 * last time, and those that are no exchange, leave two workers to the rest. Thread-safe.
 */
public final class Workers implements Runnable {
    /** Threads, and so exchanges of this JVM at the same time. */
    static final int MOST = 4;

    /** Jobs at the same time for which no request waits. */
    static final int MOST_IN_BACKGROUND = 3;

    /** Jobs at the same time that are {@link Urgency#isDoubtful doubtful}. */
    static final int MOST_DOUBTFUL = 2;

    /** How soon it is noticed that the machine was suspended, or that the wall clock was set, of which the JVM tells nobody. */
    static final long CLOCK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** The least time between two {@link Urgency#ASIDE} jobs, such as looks at the secrets of a thousand refused firms. */
    static final long ASIDE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How long a thread sleeps before it ends. */
    static final long LONGEST_SLEEP_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** After an error. One that comes back at once, such as a full heap, must not become a busy loop. */
    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The precision of the wall clock: of two jobs that are due within it, neither is the earlier one. */
    private static final long WALL_CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final @Nullable ThreadFactory factory;
    private final long longestSleepNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition watchIsFree = lock.newCondition();

    // Guarded by the lock.
    private final List<Job> jobs = new ArrayList<>();
    private int threads;
    private int started;
    private int sleeping;
    private boolean watched;
    private long watchedUntilNanos;
    private int running;
    private int inBackground;
    private int doubtful;
    private long asideNotBeforeNanos = System.nanoTime();

    // What the last look has found beside a job: how urgent that is, when to look again, and whether that is for
    // another job.
    private Urgency urgency = Urgency.ASIDE;
    private long nanosUntilNext;
    private boolean moreToCome;

    public Workers() {
        this(null, LONGEST_SLEEP_NANOS);
    }

    /**
     * @param factory null for threads of the agent's own
     */
    Workers(@Nullable ThreadFactory factory, long longestSleepNanos) {
        this.factory = factory;
        this.longestSleepNanos = longestSleepNanos;
    }

    /** Keeps a profile's token fresh from now on. */
    public void add(TokenSource tokens) {
        add(tokens.refresher());
    }

    /** As {@link #remove(Job)}. The token there is stays in use: it is {@link TokenSource#close} that takes it away. */
    public void remove(TokenSource tokens) {
        remove(tokens.refresher());
    }

    /** Does a job from now on, whenever it is due. */
    public void add(Job job) {
        job.belongTo(this);
        boolean start;
        boolean first;
        lock.lock();
        try {
            jobs.add(job);
            first = threads == 0;
            start = isThreadMissing();
        } finally {
            lock.unlock();
        }
        if (first && start) {
            // Whoever adds it should know if there is nobody to do it.
            startThread();
        } else if (start) {
            startFurtherThread();
        }
    }

    /** Does it no more. If it is being done, that goes on to its end. */
    public void remove(Job job) {
        job.belongTo(null);
        lock.lock();
        try {
            jobs.remove(job);
        } finally {
            lock.unlock();
        }
    }

    /** Has somebody look whether a job is due. Returns at once. */
    void wake() {
        boolean start;
        lock.lock();
        try {
            start = isThreadMissing();
        } finally {
            lock.unlock();
        }
        if (start) {
            startFurtherThread();
        }
    }

    /** Does the jobs that are due, and waits for those that will be. Whatever is thrown at it, it goes on. */
    @Override
    public void run() {
        boolean needed = true;
        while (needed) {
            try {
                Job job = next();
                if (job == null) {
                    needed = false;
                } else {
                    perform(job);
                }
            } catch (InterruptedException e) {
                // Nothing of ours interrupts this thread; if something else does, tokens must stay fresh all the same.
            } catch (Throwable t) {
                // An interrupt that nobody has noticed yet would cut the pause short, each time.
                boolean unused = Thread.interrupted();
                LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
            }
        }
    }

    private void perform(Job job) {
        boolean again = true;
        boolean failed = true;
        try {
            again = job.perform();
            failed = false;
        } catch (Throwable t) {
            // Such as no memory, with which a line to the operator would fail as well. It is tried again.
            again = true;
        } finally {
            end(job, again, failed);
        }
        // An interrupt that came meanwhile was for that job.
        boolean unused = Thread.interrupted();
    }

    /** Waits for a job that is due and may begin, and begins it. Returns null if there is no need for this thread any more. */
    private @Nullable Job next() throws InterruptedException {
        Job job;
        boolean start = false;
        lock.lockInterruptibly();
        try {
            job = look();
            while (job == null) {
                boolean needed = true;
                if (watched) {
                    needed = sleep();
                } else {
                    watch();
                }
                job = look();
                if (job == null && watched && !needed) {
                    threads--;
                    return null;
                }
            }
            begin(job);
            if (moreToCome) {
                start = isThreadMissing();
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            startFurtherThread();
        }
        return job;
    }

    /** Sleeps until the watching thread has found a job. Wakes that thread first if a job is due sooner than it knows. */
    @SuppressWarnings("WaitNotInLoop")
    private boolean sleep() throws InterruptedException {
        if (System.nanoTime() + nanosUntilNext - watchedUntilNanos < 0) {
            changed.signal();
        }
        sleeping++;
        try {
            return watchIsFree.awaitNanos(longestSleepNanos) > 0;
        } finally {
            sleeping--;
        }
    }

    @SuppressWarnings("WaitNotInLoop") // The caller's: whatever has woken it, it looks again.
    private void watch() throws InterruptedException {
        watched = true;
        watchedUntilNanos = System.nanoTime() + nanosUntilNext;
        try {
            long unused = changed.awaitNanos(nanosUntilNext);
        } finally {
            watched = false;
        }
    }

    /** Returns the most urgent job that is due and may begin, of several the one that has been due for longest, or null. */
    private @Nullable Job look() {
        Job first = null;
        long firstNanos = 0;
        long firstAskedNanos = 0;
        nanosUntilNext = CLOCK_CHECK_NANOS;
        moreToCome = false;
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            if (job.running != null) {
                continue;
            }
            long askedNanos = System.nanoTime();
            long nanos = nanosUntil(job);
            long wait = nanos;
            if (nanos <= 0) {
                Urgency candidate = job.urgency();
                wait = nanosUntilMayBegin(candidate);
                int order = first == null ? -1 : candidate.compareTo(urgency);
                if (wait <= 0
                        && (order < 0 || (order == 0 && isBefore(nanos, candidate, firstNanos, firstAskedNanos)))) {
                    moreToCome |= first != null;
                    first = job;
                    urgency = candidate;
                    firstNanos = nanos;
                    firstAskedNanos = askedNanos;
                    continue;
                }
            }
            moreToCome |= wait != Job.NOT_DUE;
            nanosUntilNext = Math.min(nanosUntilNext, wait);
        }
        return first;
    }

    /** Whether a job has been due for longer than the first so far, which was asked at that time. */
    private static boolean isBefore(long nanos, Urgency urgency, long firstNanos, long firstAskedNanos) {
        // It may have been asked long after the first, if this thread was stopped in between.
        long firstNow = firstNanos - (System.nanoTime() - firstAskedNanos);
        // Requests wait by the precise clock.
        return nanos < firstNow - (urgency.isWaitedFor() ? 0 : WALL_CLOCK_NANOS);
    }

    private static long nanosUntil(Job job) {
        long nanos = job.nanosUntilDue();
        if (job.paused) {
            long pause = job.pausedUntilNanos - System.nanoTime();
            job.paused = pause > 0;
            return Math.max(nanos, pause);
        }
        return nanos;
    }

    /** Returns zero, or how long until there may be room for one, if no other one ends: whose worker then looks itself. */
    private long nanosUntilMayBegin(Urgency candidate) {
        if (running >= MOST
                || (!candidate.isWaitedFor() && inBackground >= MOST_IN_BACKGROUND)
                || (candidate.isDoubtful() && doubtful >= MOST_DOUBTFUL)) {
            return Job.NOT_DUE;
        }
        return candidate == Urgency.ASIDE ? Math.max(0, asideNotBeforeNanos - System.nanoTime()) : 0;
    }

    private void begin(Job job) {
        job.running = urgency;
        count(urgency, 1);
        if (urgency == Urgency.ASIDE) {
            asideNotBeforeNanos = System.nanoTime() + ASIDE_PAUSE_NANOS;
        }
    }

    private void end(Job job, boolean again, boolean failed) {
        lock.lock();
        try {
            count(Objects.requireNonNull(job.running), -1);
            job.running = null;
            job.paused = failed;
            job.pausedUntilNanos = System.nanoTime() + PAUSE_AFTER_ERROR_NANOS;
            if (!again) {
                jobs.remove(job);
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(Urgency counted, int change) {
        running += change;
        inBackground += counted.isWaitedFor() ? 0 : change;
        doubtful += counted.isDoubtful() ? change : 0;
    }

    /**
     * Makes sure that somebody looks at the jobs, now and when the next one is due, unless all are at work: then whoever is
     * done first does. Returns whether a thread must be started for it.
     */
    private boolean isThreadMissing() {
        if (watched) {
            changed.signal();
            return false;
        }
        if (sleeping > 0) {
            watchIsFree.signal();
            return false;
        }
        // If there are more threads than jobs under way, one is between two jobs, and looks by itself.
        if (threads < MOST && threads <= running && jobs.size() > running) {
            threads++;
            return true;
        }
        return false;
    }

    /** Does without it if it can't be had, as where the system allows no more threads: there are others. */
    private void startFurtherThread() {
        try {
            startThread();
        } catch (Throwable t) {
            // As above; it is tried again whenever it would be of use.
        }
    }

    /** Not to be called in the lock: it loads classes. */
    private void startThread() {
        boolean begun = false;
        try {
            newThread().start();
            begun = true;
        } finally {
            if (!begun) {
                forgetThread();
            }
        }
    }

    private Thread newThread() {
        return factory == null ? AgentThread.create("refresh-" + nextNumber(), this) : factory.newThread(this);
    }

    private int nextNumber() {
        lock.lock();
        try {
            return ++started;
        } finally {
            lock.unlock();
        }
    }

    private void forgetThread() {
        lock.lock();
        try {
            threads--;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long somebody who has nothing to do would sleep. */
    long nanosUntilNextLook() {
        lock.lock();
        try {
            return look() == null ? nanosUntilNext : 0;
        } finally {
            lock.unlock();
        }
    }
}
