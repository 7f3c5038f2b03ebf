package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldRequestTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long FOR_EVER = TimeUnit.MINUTES.toNanos(5);
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final RequestTimer timer = new RequestTimer();
    private final HandOver handOver = new HandOver(failures::add);
    private final CompletableFuture<@Nullable String> token = new CompletableFuture<>();
    private final Queue<Runnable> executor = new ConcurrentLinkedQueue<>();
    private final RecordingNext next = new RecordingNext();

    @AfterEach
    void checkFailures() {
        assertThat(failures).isEmpty();
    }

    @Test
    void start_tokenComes_goesOnWhenTheExecutorTakesIt() {
        HeldRequest held = held(executor::add);
        CompletableFuture<Object> result = held.start(timer, FOR_EVER, FOR_EVER, AssertionError::new);

        token.complete("Bearer a");
        Runnable task = taken();
        assertThat(result).isNotDone();
        assertThat(next.seen).isEmpty();
        task.run();

        assertThat(result).isCompletedWithValue("answer");
        assertThat(next.seen).containsExactly("goes on with Bearer a");
    }

    @Test
    void start_tokenIsThereAlready_goesOn() {
        token.complete("Bearer a");

        assertThat(get(held(Runnable::run).start(timer, FOR_EVER, 0, AssertionError::new)))
                .isEqualTo("answer");
    }

    /** As where the client has given up the request before it was known whom to tell. */
    @Test
    void start_endedBefore_leavesNoDeadlineBehind() {
        List<Future<?>> deadlines = new ArrayList<>();
        RequestTimer recording = new RequestTimer() {
            @Override
            Future<?> after(long nanos, Runnable task) {
                Future<?> deadline = super.after(nanos, task);
                deadlines.add(deadline);
                return deadline;
            }
        };
        IOException cancelled = new IOException("cancelled");
        HeldRequest held = held(Runnable::run);
        held.end(cancelled);

        CompletableFuture<Object> result = held.start(recording, FOR_EVER, FOR_EVER, AssertionError::new);

        assertThat(failureOf(result)).isSameAs(cancelled);
        assertThat(deadlines).hasSize(2).allMatch(Future::isCancelled);
        assertThat(next.seen).isEmpty();
    }

    @Test
    void start_waitIsOver_goesOnWithoutAndNoLongerWaits() {
        CompletableFuture<Object> result = held(Runnable::run).start(timer, SOON, 0, AssertionError::new);

        assertThat(get(result)).isEqualTo("answer");
        assertThat(next.seen).containsExactly("goes on with null");
        assertThat(token).isCancelled();
    }

    @Test
    void start_tokenFails_goesOnWithout() {
        CompletableFuture<Object> result = held(Runnable::run).start(timer, FOR_EVER, 0, AssertionError::new);

        token.completeExceptionally(new IOException("refused"));

        assertThat(get(result)).isEqualTo("answer");
        assertThat(next.seen).containsExactly("goes on with null");
    }

    @Test
    void start_waitIsOverAndItNeedsAToken_failsWithoutTheExecutor() {
        IOException failure = new IOException("no token");
        next.failure = failure;

        CompletableFuture<Object> result = held(HeldRequestTest::blocked).start(timer, SOON, 0, AssertionError::new);

        assertThat(failureOf(result)).isSameAs(failure);
        assertThat(next.seen).isEmpty();
    }

    @Test
    void start_timeoutWhileItWaits_failsAndNoLongerWaits() {
        IOException timeout = new IOException("timeout");

        CompletableFuture<Object> result = held(Runnable::run).start(timer, FOR_EVER, SOON, () -> timeout);

        assertThat(failureOf(result)).isSameAs(timeout);
        assertThat(token).isCancelled();
        assertThat(next.seen).isEmpty();
    }

    @Test
    void start_timeoutWhileTheExecutorHasNotTakenIt_failsAndNeverGoesOn() {
        IOException timeout = new IOException("timeout");
        CompletableFuture<Object> result =
                held(executor::add).start(timer, FOR_EVER, TimeUnit.SECONDS.toNanos(1), () -> timeout);

        token.complete("Bearer a");
        Runnable late = taken();
        assertThat(failureOf(result)).isSameAs(timeout);
        late.run();

        assertThat(next.seen).isEmpty();
    }

    @Test
    void start_timeoutWhileTheExecutorBlocks_fails() {
        IOException timeout = new IOException("timeout");
        CompletableFuture<Object> result =
                held(HeldRequestTest::blocked).start(timer, FOR_EVER, TimeUnit.SECONDS.toNanos(1), () -> timeout);

        // Where this called the executor, it would never come back.
        token.complete("Bearer a");

        assertThat(failureOf(result)).isSameAs(timeout);
    }

    @Test
    void start_goneOn_isNotEndedByItsDeadlines() {
        next.answer = new CompletableFuture<>();
        CompletableFuture<Object> result = held(Runnable::run).start(timer, SOON, 10 * SOON, AssertionError::new);
        await().atMost(LIMIT).until(() -> !next.seen.isEmpty());

        // The same timer's, and later than both.
        CompletableFuture<String> later = new CompletableFuture<>();
        Future<?> unused = timer.after(20 * SOON, () -> later.complete("now"));
        get(later);
        assertThat(result).isNotDone();
        next.answer.complete("late");

        assertThat(result).isCompletedWithValue("late");
        assertThat(next.seen).hasSize(1);
    }

    @Test
    void start_goneOn_leavesNothingBehindUntilItsDeadlines() {
        WeakReference<Object> left = goneOn();

        await().atMost(LIMIT).until(() -> {
            System.gc();
            return left.get() == null;
        });
    }

    private WeakReference<Object> goneOn() {
        HeldRequest held = new HeldRequest(
                CompletableFuture.completedFuture("Bearer a"), Runnable::run, handOver, new RecordingNext());
        assertThat(get(held.start(timer, FOR_EVER, FOR_EVER, AssertionError::new)))
                .isEqualTo("answer");
        return new WeakReference<>(held);
    }

    @Test
    void start_executorRefuses_becomesWhatTheNextStepSays() {
        CompletableFuture<Object> result = held(task -> {
                    throw new RejectedExecutionException("shut down");
                })
                .start(timer, FOR_EVER, 0, AssertionError::new);

        token.complete("Bearer a");

        assertThat(get(result)).isEqualTo("refused: shut down");
        assertThat(next.seen).isEmpty();
    }

    @Test
    void start_executorThrows_failsWithThat() {
        CompletableFuture<Object> result = held(task -> {
                    throw new IllegalStateException("broken");
                })
                .start(timer, FOR_EVER, 0, AssertionError::new);

        token.complete("Bearer a");

        assertThat(failureOf(result)).hasMessage("broken");
    }

    @Test
    void start_nextStepThrows_failsWithThat() {
        next.answer = CompletableFuture.failedFuture(new IOException("reset"));
        CompletableFuture<Object> result = held(Runnable::run).start(timer, FOR_EVER, 0, AssertionError::new);

        token.complete("Bearer a");

        assertThat(failureOf(result)).hasMessage("reset");
    }

    @Test
    void end_whileItWaits_failsAndNoLongerWaits() {
        HeldRequest held = held(Runnable::run);
        CompletableFuture<Object> result = held.start(timer, FOR_EVER, FOR_EVER, AssertionError::new);

        held.end(new IOException("cancelled"));

        assertThat(failureOf(result)).hasMessage("cancelled");
        assertThat(token).isCancelled();
    }

    @Test
    void end_goneOn_changesNothing() {
        HeldRequest held = held(Runnable::run);
        CompletableFuture<Object> result = held.start(timer, FOR_EVER, FOR_EVER, AssertionError::new);
        next.answer = new CompletableFuture<>();
        token.complete("Bearer a");
        await().atMost(LIMIT).until(() -> !next.seen.isEmpty());

        held.end(new IOException("too late"));
        next.answer.complete("answer");

        assertThat(result).isCompletedWithValue("answer");
    }

    private HeldRequest held(Executor clientExecutor) {
        return new HeldRequest(token, clientExecutor, handOver, next);
    }

    private Runnable taken() {
        await().atMost(LIMIT).until(() -> !executor.isEmpty());
        return executor.remove();
    }

    private static void blocked(Runnable task) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Object get(CompletableFuture<?> future) {
        await().atMost(LIMIT).until(future::isDone);
        return Objects.requireNonNull(future.join());
    }

    private static Throwable failureOf(CompletableFuture<Object> future) {
        Throwable failure = catchThrowable(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertThat(failure).isInstanceOf(ExecutionException.class);
        return Objects.requireNonNull(failure.getCause());
    }

    private static final class RecordingNext implements HeldRequest.Next {
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<Object> answer = CompletableFuture.completedFuture("answer");
        private volatile @Nullable Throwable failure;

        @Override
        public @Nullable Throwable failureWithoutToken() {
            return failure;
        }

        @Override
        public CompletableFuture<Object> goOn(@Nullable String authorization) {
            seen.add("goes on with " + authorization);
            return answer;
        }

        @Override
        public CompletableFuture<Object> refused(RejectedExecutionException refusal) {
            return CompletableFuture.completedFuture("refused: " + refusal.getMessage());
        }
    }
}
