package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.AgentThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final HandOver handOver = new HandOver(failures::add);
    private final List<Integer> called = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void call_severalForOneExecutor_areMadeInTurnOnOneThreadThatEnds() {
        Executor executor = Runnable::run;
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        handOver.call(executor, () -> {
            thread.complete(Thread.currentThread());
            block();
        });
        for (int i = 0; i < 100; i++) {
            int number = i;
            handOver.call(executor, () -> {
                assertThat(Thread.currentThread()).isSameAs(thread.join());
                called.add(number);
            });
        }
        release.countDown();

        await().atMost(LIMIT).until(() -> called.size() == 100);
        assertThat(called).isSorted();
        await().atMost(LIMIT).until(() -> !thread.join().isAlive());
        assertThat(failures).isEmpty();
    }

    @Test
    void call_afterItsThreadHasEnded_isMadeByAnother() {
        Executor executor = Runnable::run;
        Thread first = threadOfCall(executor);
        await().atMost(LIMIT).until(() -> !first.isAlive());

        assertThat(threadOfCall(executor)).isNotSameAs(first);
    }

    @Test
    void call_oneExecutorBlocks_doesNotHoldUpAnother() {
        handOver.call(task -> {}, this::block);

        assertThat(threadOfCall(Runnable::run)).isNotNull();

        release.countDown();
    }

    @Test
    void call_throws_isReportedAndTheNextIsMade() {
        Executor executor = Runnable::run;
        handOver.call(executor, this::block);
        handOver.call(executor, () -> {
            throw new NoClassDefFoundError("gone");
        });
        handOver.call(executor, () -> called.add(1));
        release.countDown();

        await().atMost(LIMIT).until(() -> called.size() == 1);
        assertThat(failures).singleElement().isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void call_any_isMadeOnADaemonWhoseRequestsAreAuthorized() {
        Thread thread = threadOfCall(Runnable::run);

        assertThat(thread.getName()).isEqualTo("filevine-agent-requests");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread).isNotInstanceOf(AgentThread.class);
    }

    private Thread threadOfCall(Executor executor) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        handOver.call(executor, () -> thread.complete(Thread.currentThread()));
        await().atMost(LIMIT).until(thread::isDone);
        return thread.join();
    }

    private void block() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
