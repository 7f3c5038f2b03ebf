package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.AgentThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestTimerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RequestTimer timer = new RequestTimer();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void after_severalDeadlines_runTheirTasksInTheOrderOfTime() {
        after(TimeUnit.MILLISECONDS.toNanos(400), () -> ran.add("later"));
        after(TimeUnit.MILLISECONDS.toNanos(100), () -> ran.add("sooner"));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(ran).containsExactly("sooner", "later"));
    }

    @Test
    void after_cancelled_neverRunsItsTask() {
        Future<?> cancelled = timer.after(TimeUnit.MILLISECONDS.toNanos(100), () -> ran.add("cancelled"));
        cancelled.cancel(false);
        after(TimeUnit.MILLISECONDS.toNanos(400), () -> ran.add("left"));

        await().atMost(LIMIT).until(() -> !ran.isEmpty());
        assertThat(ran).containsExactly("left");
    }

    @Test
    void after_applicationHoldsUpTheThreadOfTheJdksTimeouts_runsAllTheSame() {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> occupied = new CompletableFuture<>();
        CompletableFuture<Void> timeout = new CompletableFuture<>();
        CompletableFuture<Void> unused = timeout.thenRun(() -> {
            occupied.complete(null);
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        CompletableFuture<Void> unusedToo = timeout.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);
        await().atMost(LIMIT).until(occupied::isDone);

        after(1, () -> ran.add("on time"));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(ran).containsExactly("on time"));
        release.countDown();
    }

    @Test
    void after_firstOnAThreadOfAnApplication_holdsNothingOfIt() {
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Thread.currentThread().setContextClassLoader(new ClassLoader() {});
        try {
            after(1, () -> thread.complete(Thread.currentThread()));
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }

        await().atMost(LIMIT).until(thread::isDone);
        assertThat(thread.join()).isInstanceOf(AgentThread.class);
        assertThat(thread.join().getName()).isEqualTo("filevine-agent-timeouts");
        assertThat(thread.join().isDaemon()).isTrue();
        assertThat(thread.join().getContextClassLoader()).isSameAs(AgentThread.class.getClassLoader());
    }

    @Test
    void after_nothingMoreForAWhile_endsItsThread() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        after(1, () -> thread.complete(Thread.currentThread()));
        await().atMost(LIMIT).until(thread::isDone);

        await().atMost(LIMIT.multipliedBy(2)).until(() -> !thread.join().isAlive());
    }

    private void after(long nanos, Runnable task) {
        Future<?> unused = timer.after(nanos, task);
    }
}
