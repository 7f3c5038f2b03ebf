package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.refresh.Job.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many threads there are, who of them sleeps, and what none of them ends by. */
class WorkersThreadsTest extends WorkersFixture {
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
    void wakeWorkers_onlyJobIsBeingDone_startsNoThreadForIt() {
        TestJob job = job(Urgency.REGULAR);
        workers.add(job);
        awaitBegun(1);

        job.becomesDue(Urgency.REGULAR);

        assertThat(started).hasSize(1);
    }

    @Test
    void wakeWorkers_twoJobsAreDueAtOnce_areBegunByTheTwoThreadsThatSleep() {
        List<TestJob> jobs = jobs(2, Urgency.REGULAR);
        addAll(jobs);
        awaitBegun(2);
        ends.release(2);
        awaitAllIdle();

        jobs.get(0).nanos = 0;
        jobs.get(1).becomesDue(Urgency.REGULAR);

        awaitBegunSoon(4);
        assertThat(started).hasSize(2);
    }

    /** The thread that watches the clock has looked before this one was done, and would sleep for seconds. */
    @Test
    void run_jobIsDueAgainSoonerThanTheWatchingThreadKnows_isBegunInTime() {
        List<TestJob> jobs = jobs(2, Urgency.REGULAR);
        addAll(jobs);
        awaitBegun(2);
        TestJob again = jobs.get(0);
        TestJob other = jobs.get(1);
        other.ownEnds.release();
        await().atMost(LIMIT)
                .until(() -> Objects.requireNonNull(other.doneBy).getState() == Thread.State.TIMED_WAITING);
        await().atMost(LIMIT).until(() -> other.done.get() == 1);

        again.becomesDueAt(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500), Duration.ZERO);
        again.ownEnds.release();

        awaitBegunSoon(3);
        assertThat(begun).endsWith(again);
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
    void add_furtherThreadWasRefusedBefore_isStartedAllTheSame() {
        AtomicInteger asked = new AtomicInteger();
        Workers refusedOnce = workers(
                task -> {
                    if (asked.incrementAndGet() == 2) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return recordedThread(task);
                },
                Workers.LONGEST_SLEEP_NANOS);
        refusedOnce.add(job(Urgency.WAITED_FOR));
        awaitBegun(1);
        refusedOnce.add(job(Urgency.WAITED_FOR));
        assertThat(started).as("the second thread was refused").hasSize(1);

        refusedOnce.add(job(Urgency.WAITED_FOR));

        awaitBegunSoon(3);
        refusedOnce.add(job(Urgency.WAITED_FOR));
        awaitBegunSoon(Workers.MOST);
        assertThat(started).hasSize(Workers.MOST);
    }

    @Test
    void add_noFactory_startsNumberedThreadsOfTheAgent() {
        Workers ofTheAgent = new Workers();

        for (int i = 1; i <= 2; i++) {
            ofTheAgent.add(job(Urgency.WAITED_FOR));
            awaitBegun(i);
        }

        assertThat(begun)
                .extracting(job -> Objects.requireNonNull(job.doneBy))
                .hasOnlyElementsOfType(AgentThread.class)
                .extracting(Thread::getName)
                .containsExactly("filevine-agent-refresh-1", "filevine-agent-refresh-2");
    }

    @Test
    void run_jobThrowsWhenItIsAsked_isAskedAgainAfterAPause() {
        AtomicInteger asked = new AtomicInteger();
        TestJob job = job(Urgency.REGULAR);
        job.nanosUntilDue = () -> {
            switch (asked.incrementAndGet()) {
                case 1:
                    Thread.currentThread().interrupt();
                    throw new StackOverflowError();
                case 2:
                    // The interrupt has used up the first pause.
                    throw new StackOverflowError();
                default:
                    return 0;
            }
        };
        long start = System.nanoTime();

        workers.add(job);

        awaitBegun(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
        assertThat(asked).hasValue(3);
        assertThat(started).hasSize(1);
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
}
