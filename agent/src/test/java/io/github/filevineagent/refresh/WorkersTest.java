package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.api.Test;

/** With jobs that do nothing but wait for the test. */
class WorkersTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final List<TestJob> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Semaphore ends = new Semaphore(0);
    private final Workers workers = workers(this::recordedThread, Workers.LONGEST_SLEEP_NANOS);

    /** So that threads of one test do not last through all others with something to do. */
    @AfterEach
    void endAll() {
        ends.release(Integer.MAX_VALUE / 2);
    }

    @Test
    void add_oneJob_isDoneByOneThread() {
        TestJob job = job(Urgency.REGULAR);
        workers.add(job);
        awaitBegun(1);

        ends.release();
        await().atMost(LIMIT).until(() -> job.done.get() == 1);
        job.becomesDue(Urgency.REGULAR);
        awaitBegun(2);

        assertThat(started).hasSize(1);
    }

    @Test
    void run_hundredJobsDue_leavesOneOfFourWorkersToRequests() {
        addAll(jobs(100, Urgency.REGULAR));
        awaitBegun(Workers.MOST_IN_BACKGROUND);

        TestJob waitedFor = job(Urgency.WAITED_FOR);
        workers.add(waitedFor);
        awaitBegun(Workers.MOST);
        assertThat(begun).contains(waitedFor);

        ends.release(200);
        awaitBegun(101);
        assertThat(mostAtOnce).hasValue(Workers.MOST);
        assertThat(started).hasSize(Workers.MOST);
    }

    @Test
    void run_hundredRequestsWait_haveAllWorkers() {
        addAll(jobs(100, Urgency.WAITED_FOR));
        awaitBegun(Workers.MOST);

        ends.release(100);

        awaitBegun(100);
        assertThat(mostAtOnce).hasValue(Workers.MOST);
    }

    @Test
    void run_hundredJobsThatFailed_leaveTwoWorkersToOthers() {
        addAll(jobs(50, Urgency.AFTER_FAILURE));
        addAll(jobs(50, Urgency.WAITED_FOR_AFTER_FAILURE));
        addAll(jobs(50, Urgency.ASIDE));
        awaitBegun(Workers.MOST_DOUBTFUL);

        TestJob regular = job(Urgency.REGULAR);
        workers.add(regular);
        awaitBegun(3);
        TestJob waitedFor = job(Urgency.WAITED_FOR);
        workers.add(waitedFor);
        awaitBegun(4);

        assertThat(begun).contains(regular, waitedFor);
    }

    @Test
    void run_roomForOne_takesTheMostUrgentAndOfTheseTheOneThatHasWaitedLongest() {
        addAll(jobs(3, Urgency.REGULAR));
        awaitBegun(3);
        TestJob last = job(Urgency.WAITED_FOR_AFTER_FAILURE);
        TestJob second = job(Urgency.WAITED_FOR);
        TestJob first = job(Urgency.WAITED_FOR);
        first.nanos = TimeUnit.MINUTES.toNanos(-2);
        second.nanos = TimeUnit.MINUTES.toNanos(-1);
        last.nanos = TimeUnit.MINUTES.toNanos(-3);
        TestJob blocking = job(Urgency.WAITED_FOR);
        workers.add(blocking);
        awaitBegun(4);

        addAll(List.of(last, second, first));
        begun.clear();
        blocking.ownEnds.release();
        awaitBegun(1);
        first.ownEnds.release();
        awaitBegun(2);
        second.ownEnds.release();
        awaitBegun(3);

        assertThat(begun).containsExactly(first, second, last);
    }

    @Test
    void run_threadIsStoppedWhileItLooks_takesTheOneThatHasWaitedLongestAllTheSame() {
        addAll(jobs(4, Urgency.WAITED_FOR));
        awaitBegun(4);
        long due = System.nanoTime();
        TestJob first = job(Urgency.WAITED_FOR);
        TestJob second = job(Urgency.WAITED_FOR);
        first.becomesDueAt(due, Duration.ZERO);
        second.becomesDueAt(due + 1, Duration.ofMillis(20));
        addAll(List.of(first, second));
        begun.clear();

        ends.release();

        awaitBegun(1);
        assertThat(begun).containsExactly(first);
    }

    /** The wall clock tells whole milliseconds, so the second of two that are due at once can seem to be the first. */
    @Test
    void run_secondSeemsDueHalfAMillisecondBefore_takesTheFirst() {
        addAll(jobs(3, Urgency.REGULAR));
        awaitBegun(3);
        long due = System.nanoTime();
        TestJob first = job(Urgency.REGULAR);
        TestJob second = job(Urgency.REGULAR);
        first.becomesDueAt(due, Duration.ZERO);
        second.becomesDueAt(due - 500_000, Duration.ZERO);
        addAll(List.of(first, second));
        begun.clear();

        ends.release();

        awaitBegun(1);
        assertThat(begun).containsExactly(first);
    }

    @Test
    void wakeWorkers_requestBeginsToWaitForAJobInTheQueue_beginsItAtOnce() {
        List<TestJob> jobs = jobs(10, Urgency.REGULAR);
        addAll(jobs);
        awaitBegun(3);
        TestJob queued = jobs.get(9);
        assertThat(begun).doesNotContain(queued);

        queued.becomesDue(Urgency.WAITED_FOR);

        awaitBegun(4);
        assertThat(begun).contains(queued);
    }

    @Test
    void wakeWorkers_allButOneThreadAreBusy_wakesTheOneThatSleeps() {
        TestJob hanging = job(Urgency.REGULAR);
        TestJob later = job(Urgency.REGULAR);
        later.nanos = Job.NOT_DUE;
        workers.add(hanging);
        workers.add(later);
        awaitBegun(1);

        later.becomesDue(Urgency.REGULAR);

        awaitBegun(2);
    }

    @Test
    void remove_jobThatIsDue_isNotBegun() {
        List<TestJob> jobs = jobs(5, Urgency.REGULAR);
        addAll(jobs);
        awaitBegun(3);

        workers.remove(jobs.get(3));
        ends.release(10);

        awaitBegun(4);
        workers.add(job(Urgency.REGULAR));
        awaitBegun(5);
        assertThat(begun).doesNotContain(jobs.get(3));
    }

    @Test
    void remove_jobThatIsBeingDone_endsAndIsNotDoneAgain() {
        TestJob job = job(Urgency.REGULAR);
        workers.add(job);
        awaitBegun(1);

        workers.remove(job);
        job.nanosAfter = 0;
        ends.release(10);

        await().atMost(LIMIT).until(() -> job.done.get() == 1);
        workers.add(job(Urgency.REGULAR));
        awaitBegun(2);
        assertThat(begun).containsOnlyOnce(job);
    }

    @Test
    void run_jobIsOver_isNotDoneAgain() {
        TestJob over = job(Urgency.REGULAR);
        over.nanosAfter = 0;
        over.again = false;
        workers.add(over);
        awaitBegun(1);
        ends.release(10);

        workers.add(job(Urgency.REGULAR));

        awaitBegun(2);
        assertThat(begun).containsOnlyOnce(over);
    }

    @Test
    void run_jobThrows_othersAreDoneMeanwhileAndItAfterAPause() {
        TestJob failing = job(Urgency.WAITED_FOR);
        failing.error = new StackOverflowError();
        failing.nanosAfter = 0;
        ends.release(100);
        long start = System.nanoTime();
        workers.add(failing);
        addAll(jobs(10, Urgency.REGULAR));

        await().atMost(LIMIT).until(() -> begun.stream().filter(failing::equals).count() == 3);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
        assertThat(begun).hasSize(13);
    }

    /** A look at a file costs a thread, and a thousand PATs can be revoked at once. */
    @Test
    void run_manyJobsAside_areDoneOneAfterTheOther() {
        ends.release(100);
        long start = System.nanoTime();

        addAll(jobs(21, Urgency.ASIDE));

        awaitBegun(21);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofNanos(20 * Workers.ASIDE_PAUSE_NANOS));
    }

    @Test
    void run_noFurtherThreadsAllowed_doesAllWithTheOneThereIs() {
        Workers alone = workers(
                task -> {
                    if (!started.isEmpty()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return recordedThread(task);
                },
                Workers.LONGEST_SLEEP_NANOS);
        ends.release(100);

        for (TestJob job : jobs(10, Urgency.REGULAR)) {
            alone.add(job);
        }

        awaitBegun(10);
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void add_noThreadAllowed_throws() {
        Workers none = workers(
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                Workers.LONGEST_SLEEP_NANOS);

        assertThatThrownBy(() -> none.add(job(Urgency.REGULAR))).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void run_threadsWithNothingToDo_endButForOne() {
        Workers impatient = workers(this::recordedThread, TimeUnit.MILLISECONDS.toNanos(100));
        List<TestJob> jobs = jobs(4, Urgency.WAITED_FOR);
        jobs.forEach(impatient::add);
        awaitBegun(4);

        ends.release(4);

        await().atMost(LIMIT)
                .until(() -> started.stream().filter(Thread::isAlive).count() == 1);
        begun.clear();
        jobs.forEach(job -> job.becomesDue(Urgency.WAITED_FOR));
        awaitBegun(4);
    }

    @Test
    void nanosUntilNextLook_nothingToDo_isSecondsAllTheSame() {
        Workers idle = SteppedTokens.workersThatDoNothing();
        assertThat(idle.nanosUntilNextLook()).isEqualTo(Duration.ofSeconds(15).toNanos());

        for (long nanos : new long[] {Job.NOT_DUE, Duration.ofHours(1).toNanos()}) {
            TestJob job = job(Urgency.REGULAR);
            job.nanos = nanos;
            idle.add(job);
            assertThat(idle.nanosUntilNextLook())
                    .isEqualTo(Duration.ofSeconds(15).toNanos());
        }

        TestJob soon = job(Urgency.REGULAR);
        soon.nanos = 17;
        idle.add(soon);
        assertThat(idle.nanosUntilNextLook()).isEqualTo(17);
    }

    private static Workers workers(ThreadFactory factory, long longestSleepNanos) {
        return new Workers(factory, longestSleepNanos);
    }

    private Thread recordedThread(Runnable task) {
        Thread thread = AgentThread.create("test", task);
        started.add(thread);
        return thread;
    }

    private void awaitBegun(int jobs) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(begun).hasSize(jobs));
    }

    private void addAll(List<TestJob> jobs) {
        jobs.forEach(workers::add);
    }

    private List<TestJob> jobs(int count, Urgency urgency) {
        List<TestJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(job(urgency));
        }
        return jobs;
    }

    private TestJob job(Urgency urgency) {
        return new TestJob(urgency);
    }

    /** Ends when the test lets any job end, or this one. */
    private final class TestJob extends Job {
        private final Semaphore ownEnds = new Semaphore(0);
        private volatile Urgency urgency;
        private volatile long nanos;
        private volatile @Nullable LongSupplier nanosUntilDue;
        private volatile long nanosAfter = NOT_DUE;
        private volatile boolean again = true;
        private volatile @Nullable Error error;
        private final AtomicInteger done = new AtomicInteger();

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
