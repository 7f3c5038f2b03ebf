package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private final Waiters waiters = new Waiters();

    @Test
    void complete_severalWaiting_letsAllGo() {
        CompletableFuture<String> first = waiters.join();
        CompletableFuture<String> second = waiters.join();
        assertThat(waiters.size()).isEqualTo(2);

        Waiters.complete(waiters.waiting(), "Bearer a");

        assertThat(first).isCompletedWithValue("Bearer a");
        assertThat(second).isCompletedWithValue("Bearer a");
        assertThat(waiters.size()).isZero();
    }

    @Test
    void fail_severalWaiting_givesAllTheSameException() {
        CompletableFuture<String> first = waiters.join();
        CompletableFuture<String> second = waiters.join();
        TokenUnavailableException failure = new TokenUnavailableException("refused");

        Waiters.fail(waiters.waiting(), failure);

        assertThat(catchThrowable(first::join))
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
        assertThat(catchThrowable(second::join).getCause()).isSameAs(failure);
        assertThat(waiters.size()).isZero();
    }

    @Test
    void complete_joinedLater_leavesItWaiting() {
        Waiters.complete(waiters.waiting(), "Bearer a");

        assertThat(waiters.join()).isNotDone();
    }

    @Test
    void join_cancelled_leavesNoTrace() {
        waiters.join().cancel(false);

        assertThat(waiters.size()).isZero();
    }

    @Test
    void join_timedOut_leavesNoTrace() {
        CompletableFuture<String> waiter = waiters.join().orTimeout(1, TimeUnit.MILLISECONDS);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(waiters.size()).isZero());
        assertThat(waiter).isDone();
    }

    @Test
    void joinForOtherThan_timedOut_leavesNoTrace() {
        CompletableFuture<@Nullable String> waiter =
                waiters.joinForOtherThan("Bearer a").completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(waiters.size()).isZero());
        assertThat(waiter).isDone();
    }

    @Test
    void joinForOtherThan_anotherValue_givesIt() {
        CompletableFuture<@Nullable String> waiter = waiters.joinForOtherThan("Bearer a");

        Waiters.complete(waiters.waiting(), "Bearer b");

        assertThat(waiter).isCompletedWithValue("Bearer b");
    }

    @Test
    void joinForOtherThan_theSameValue_givesNull() {
        CompletableFuture<@Nullable String> waiter = waiters.joinForOtherThan("Bearer a");

        Waiters.complete(waiters.waiting(), "Bearer a");

        assertThat(waiter).isCompletedWithValue(null);
    }

    @Test
    void joinForOtherThan_failure_givesNull() {
        CompletableFuture<@Nullable String> waiter = waiters.joinForOtherThan("Bearer a");

        Waiters.fail(waiters.waiting(), new TokenUnavailableException("refused"));

        assertThat(waiter).isCompletedWithValue(null);
    }
}
