package io.github.filevineagent.it.client;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An application that has occupied the common pool, and the thread of {@link CompletableFuture}'s timeouts, for good. It
 * sends requests through clients with executors of all kinds, before there is a token and after a 401; the identity server
 * answers when it is asked to. Each request reports what it ended with, when, and on which thread its body was handled.
 */
public final class HeldRequests {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(25);
    private static final long LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(30);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static final List<Thread> SENDING = new ArrayList<>();

    private HeldRequests() {}

    public static void main(String[] arguments) throws Exception {
        occupyCommonPool();
        beforeThereIsAToken();
        whenTheTokenComes();
        whileARejectedTokenIsReplaced();
        whileNoOtherTokenComes();
        // Threads that are stuck must not keep the JVM.
        System.exit(0);
    }

    private static void beforeThereIsAToken() throws Exception {
        send("timeout", Variant.H1, null, "gateway", "ok", TIMEOUT);
        send("timeout-h2", Variant.H2, null, "gateway", "ok", TIMEOUT);
        send("unavailable", Variant.H2, null, "gateway", "ok", null);
        send("busy", Variant.H1, occupied(threads("busy")), "gateway", "ok", TIMEOUT);
        awaitAll();
    }

    private static void whenTheTokenComes() throws Exception {
        send("waiting", Variant.H1, null, "gateway", "valid", LONG_TIMEOUT);
        send("waiting-h2", Variant.H2, null, "gateway", "valid", null);
        send("waiting-own", Variant.H1, threads("own"), "gateway", "valid", null);
        send("waiting-direct", Variant.H1, Runnable::run, "gateway", "valid", LONG_TIMEOUT);
        send("waiting-blocked", Variant.H1, new Blocking(), "gateway", "ok", TIMEOUT);
        ExecutorService busy = threads("soon-busy");
        send("waiting-busy", Variant.H1, busy, "gateway", "ok", TIMEOUT);
        ExecutorService closed = threads("soon-closed");
        send("waiting-closed", Variant.H1, closed, "gateway", "ok", LONG_TIMEOUT);
        awaitHeld();
        occupied(busy);
        closed.shutdown();
        release();
        release();
        awaitAll();
    }

    private static void whileARejectedTokenIsReplaced() throws Exception {
        send("replayed", Variant.H1, threads("own"), "gateway", "revoked/valid", LONG_TIMEOUT);
        send("replayed-h2", Variant.H2, null, "gateway", "revoked/valid", null);
        awaitHeld();
        for (Variant variant : Variant.ON_EVERY_JDK) {
            Call call = new Call("bystander-" + variant, variant);
            long start = System.nanoTime();
            call.get("answer", call.uri("gateway", "valid"));
            call.report("millis", millisSince(start));
        }
        release();
        awaitAll();
    }

    /** The second gateway has a profile of its own, which may make its second exchange. */
    private static void whileNoOtherTokenComes() throws Exception {
        send("answered", Variant.H1, threads("own"), "gateway2", "401", null);
        send("answered-in-time", Variant.H2, threads("own"), "gateway2", "401", TIMEOUT);
        ExecutorService busy = threads("soon-busy");
        send("answered-busy", Variant.H1, busy, "gateway2", "401", TIMEOUT);
        ExecutorService closed = threads("soon-closed");
        send("answered-closed", Variant.H1, closed, "gateway2", "401", TIMEOUT);
        awaitHeld();
        occupied(busy);
        closed.shutdown();
        awaitAll();
        release();
    }

    private static void occupyCommonPool() {
        for (int i = 0; i < 2 * ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(HeldRequests::waitForever);
        }
        CompletableFuture<Void> timeout = new CompletableFuture<>();
        CompletableFuture<Void> unused = timeout.thenRun(HeldRequests::waitForever);
        CompletableFuture<Void> unusedToo = timeout.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);
    }

    private static void send(
            String tag,
            Variant variant,
            @Nullable Executor executor,
            String host,
            String steps,
            @Nullable Duration timeout) {
        Call call = new Call(tag, variant);
        HttpClient.Builder client = call.newClient();
        if (executor != null) {
            client.executor(executor);
        }
        HttpRequest.Builder request = call.request(host, steps);
        if (timeout != null) {
            request.timeout(timeout);
        }
        if (tag.startsWith("waiting")) {
            request.POST(BodyPublishers.ofInputStream(() -> {
                call.report("publisher", Thread.currentThread().getName());
                return new ByteArrayInputStream(new byte[] {'a'});
            }));
        }
        Thread thread = new Thread(() -> send(call, client.build(), request.build()), tag);
        thread.setDaemon(true);
        SENDING.add(thread);
        thread.start();
    }

    private static void send(Call call, HttpClient client, HttpRequest request) {
        long start = System.nanoTime();
        try {
            call.report(
                    "answer",
                    client.send(request, info -> {
                                call.report("handler", Thread.currentThread().getName());
                                return BodySubscribers.ofString(StandardCharsets.UTF_8);
                            })
                            .statusCode());
        } catch (Exception e) {
            call.report("thrown", e);
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                call.report("cause", cause);
            }
        }
        call.report("millis", millisSince(start));
    }

    /** Waits until all requests wait, and as long again as it takes an answer to come from this machine. */
    private static void awaitHeld() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (System.nanoTime() - end < 0 || !SENDING.stream().allMatch(HeldRequests::waits)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || !thread.isAlive();
    }

    private static void awaitAll() throws InterruptedException {
        for (Thread thread : SENDING) {
            thread.join(LIMIT_MILLIS);
            if (thread.isAlive()) {
                System.out.println(thread.getName() + ".stuck=" + thread.getState());
            }
        }
        SENDING.clear();
    }

    private static void release() throws Exception {
        Call call = new Call("release", Variant.URL);
        call.get("answer", call.uri("storage", "release"));
    }

    private static ExecutorService threads(String name) {
        return Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Executor occupied(ExecutorService threads) {
        threads.execute(HeldRequests::waitForever);
        return threads;
    }

    private static void waitForever() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** Lets nobody come back who hands it a task. */
    private static final class Blocking implements Executor {
        @Override
        public void execute(Runnable task) {
            waitForever();
        }
    }
}
