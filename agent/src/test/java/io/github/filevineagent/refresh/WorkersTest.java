package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.refresh.Job.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which of the jobs is done when. */
class WorkersTest extends WorkersFixture {
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
        assertThat(started).hasSize(Workers.MOST);
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

    /** Whoever has the more urgent one has passed over the other, and nobody else has seen it. */
    @Test
    void run_moreUrgentJobIsFoundLater_theOtherIsBegunBesideIt() {
        TestJob regular = job(Urgency.REGULAR);
        TestJob waitedFor = job(Urgency.REGULAR);
        regular.nanos = Job.NOT_DUE;
        waitedFor.nanos = Job.NOT_DUE;
        addAll(List.of(regular, waitedFor));
        awaitAllIdle();

        regular.nanos = 0;
        waitedFor.becomesDue(Urgency.WAITED_FOR);

        awaitBegunSoon(2);
        assertThat(begun).containsExactly(waitedFor, regular);
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
}
