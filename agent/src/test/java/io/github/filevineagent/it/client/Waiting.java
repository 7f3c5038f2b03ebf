package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requests before there is a first token. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum Waiting implements Scenario {
    SIMPLE(Clients.BOTH, call -> call.get("answer", call.uri("gateway", "ok"))),
    POST(Clients.BOTH, call -> call.post("answer", call.uri("gateway", "ok"))),
    DIRECT_EXECUTOR(Clients.HTTP_CLIENT_ONLY, call -> sendAsyncOn(call, Runnable::run)),
    SINGLE_THREAD_EXECUTOR(Clients.HTTP_CLIENT_ONLY, call -> sendAsyncOn(call, Executors.newSingleThreadExecutor())),
    VIRTUAL_THREADS(Clients.BOTH, call -> {
        ExecutorService threads = virtualThreads();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String key = "answer" + i;
            all.add(CompletableFuture.supplyAsync(
                    () -> Unchecked.call(() -> {
                        call.get(key, call.uri("gateway", "ok?" + key));
                        return key;
                    }),
                    threads));
        }
        for (CompletableFuture<String> one : all) {
            one.get();
        }
        call.report("answer", "200 all of them");
    }),
    TIMEOUT(Clients.HTTP_CLIENT_ONLY, call -> {
        // It must get to the agent within that time, in a JVM that makes all of its first requests at once.
        HttpRequest request =
                call.request("gateway", "ok").timeout(Duration.ofSeconds(2)).build();
        long start = System.nanoTime();
        try {
            call.send(call.client(), request);
        } finally {
            call.report("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }),
    OWN_TIMEOUTS(Clients.URL_CONNECTION_ONLY, call -> {
        // Without a handshake, which would have to be done within the read timeout.
        HttpURLConnection connection = call.open("plain", "ok");
        connection.setConnectTimeout(500);
        connection.setReadTimeout(700);
        long start = System.nanoTime();
        try {
            call.report("answer", connection);
        } finally {
            call.report("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }),
    GET_FROM_AN_IMPATIENT_SERVER(
            Clients.URL_CONNECTION_ONLY, call -> call.report("answer", call.open("impatient", "ok"))),
    POST_TO_AN_IMPATIENT_SERVER(
            Clients.URL_CONNECTION_ONLY, call -> writeAndReport(call, call.open("impatient", "ok"))),
    FIXED_LENGTH_TO_AN_IMPATIENT_SERVER(Clients.URL_CONNECTION_ONLY, call -> {
        HttpURLConnection connection = call.open("impatient", "ok");
        connection.setFixedLengthStreamingMode(4);
        writeAndReport(call, connection);
    }),
    CHUNKS_TO_AN_IMPATIENT_SERVER(Clients.URL_CONNECTION_ONLY, call -> {
        HttpURLConnection connection = call.open("impatient", "ok");
        connection.setChunkedStreamingMode(2);
        writeAndReport(call, connection);
    }),
    INTERRUPT(Clients.BOTH, call -> {
        Thread waiting = Thread.currentThread();
        Thread interrupting = new Thread(() -> {
            while (!ScenarioThread.waits(waiting)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            waiting.interrupt();
        });
        interrupting.setDaemon(true);
        interrupting.start();
        call.get("answer", call.uri("gateway", "ok"));
    }),
    CANCEL(Clients.HTTP_CLIENT_ONLY, call -> {
        CompletableFuture<HttpResponse<String>> answer =
                call.client().sendAsync(call.request("gateway", "ok").build(), BodyHandlers.ofString());
        call.report("cancelled", answer.cancel(true));
        try {
            answer.get();
        } catch (ExecutionException | CancellationException e) {
            call.report("by cancellation", String.valueOf(e).contains("CancellationException"));
        }
    });

    private enum Clients {
        BOTH,
        HTTP_CLIENT_ONLY,
        URL_CONNECTION_ONLY
    }

    private final Clients clients;
    private final Steps steps;

    Waiting(Clients clients, Steps steps) {
        this.clients = clients;
        this.steps = steps;
    }

    /** Whether it ends before there is a token. */
    boolean endsByItself() {
        return this == TIMEOUT || this == OWN_TIMEOUTS || this == INTERRUPT || this == CANCEL;
    }

    @Override
    public boolean isFor(Variant variant) {
        return clients == Clients.BOTH || (clients == Clients.URL_CONNECTION_ONLY) == (variant == Variant.URL);
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    private static void writeAndReport(Call call, HttpURLConnection connection) throws IOException {
        Call.write(connection, "body");
        call.report("answer", connection);
    }

    private static void sendAsyncOn(Call call, Executor executor) throws Exception {
        HttpClient client = call.newClient().executor(executor).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(client.sendAsync(call.request("gateway", "ok?" + i).build(), BodyHandlers.ofString()));
        }
        call.report("sent", "all at once");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            call.report("answer", answer.get());
        }
    }

    /** JDK 21 has them; before it, ordinary ones. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return Runtime.version().feature() < 21
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }
}
