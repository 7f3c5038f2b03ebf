package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.refresh.Job.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Workers, and jobs that do nothing but wait for the test. */
abstract class WorkersFixture {
    static final Duration LIMIT = Duration.ofSeconds(20);

    final List<Thread> started = new CopyOnWriteArrayList<>();
    final List<TestJob> begun = new CopyOnWriteArrayList<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final Semaphore ends = new Semaphore(0);
    final Workers workers = workers(this::recordedThread, Workers.LONGEST_SLEEP_NANOS);

    /** So that threads of one test do not last through all others with something to do. */
    @AfterEach
    void endAll() {
        ends.release(Integer.MAX_VALUE / 2);
    }

    static Workers workers(ThreadFactory factory, long longestSleepNanos) {
        return new Workers(factory, longestSleepNanos);
    }

    Thread recordedThread(Runnable task) {
        Thread thread = AgentThread.create("test", task);
        started.add(thread);
        return thread;
    }

    void awaitBegun(int jobs) {
        awaitBegun(jobs, LIMIT);
    }

    /** Sooner than somebody would find it by {@link Workers#CLOCK_CHECK_NANOS}: who was to begin it has been woken. */
    void awaitBegunSoon(int jobs) {
        awaitBegun(jobs, Duration.ofNanos(Workers.CLOCK_CHECK_NANOS).dividedBy(2));
    }

    private void awaitBegun(int jobs, Duration limit) {
        await().atMost(limit).untilAsserted(() -> assertThat(begun).hasSize(jobs));
    }

    /** Waits until all threads there are have nothing to do. */
    void awaitAllIdle() {
        await().atMost(LIMIT)
                .until(() -> atOnce.get() == 0
                        && started.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }

    void addAll(List<TestJob> jobs) {
        jobs.forEach(workers::add);
    }

    List<TestJob> jobs(int count, Urgency urgency) {
        List<TestJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(job(urgency));
        }
        return jobs;
    }

    TestJob job(Urgency urgency) {
        return new TestJob(urgency);
    }

    /** Ends when the test lets any job end, or this one. */
    final class TestJob extends Job {
        final Semaphore ownEnds = new Semaphore(0);
        volatile Urgency urgency;
        volatile long nanos;
        volatile @Nullable LongSupplier nanosUntilDue;
        volatile long nanosAfter = NOT_DUE;
        volatile boolean again = true;
        volatile @Nullable Thread doneBy;
        volatile @Nullable Error error;
        final AtomicInteger done = new AtomicInteger();

        TestJob(Urgency urgency) {
            this.urgency = urgency;
        }

        void becomesDue(Urgency newUrgency) {
            urgency = newUrgency;
            nanos = 0;
            wakeWorkers();
        }

        /**
         * @param pause how long the thread that asks is stopped before it has the answer
         */
        void becomesDueAt(long due, Duration pause) {
            nanosUntilDue = () -> {
                LockSupport.parkNanos(pause.toNanos());
                return due - System.nanoTime();
            };
        }

        @Override
        protected long nanosUntilDue() {
            LongSupplier present = nanosUntilDue;
            return present == null ? nanos : present.getAsLong();
        }

        @Override
        protected Urgency urgency() {
            return urgency;
        }

        @Override
        protected boolean perform() {
            doneBy = Thread.currentThread();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.add(this);
            nanosUntilDue = null;
            nanos = nanosAfter;
            try {
                while (!ends.tryAcquire() && !ownEnds.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                    // Waits for the test.
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                atOnce.decrementAndGet();
            }
            done.incrementAndGet();
            Error toThrow = error;
            if (toThrow != null) {
                throw toThrow;
            }
            return again;
        }
    }
}
