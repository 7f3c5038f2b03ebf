package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Many threads that send one request after the other, with both clients and both protocols. */
enum Load implements Scenario {
    STEADY {
        @Override
        public void run(Call call) throws Exception {
            HttpClient http2 = HttpClient.newHttpClient();
            AtomicInteger succeeded = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            long end = System.nanoTime() + DURATION_NANOS;
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                HttpClient client = i % 2 == 0 ? null : i % 4 == 1 ? http2 : call.client();
                all.add(CompletableFuture.supplyAsync(
                        () -> Unchecked.call(() -> {
                            while (System.nanoTime() - end < 0) {
                                (send(client, valid(call)) == 200 ? succeeded : failed).incrementAndGet();
                                LockSupport.parkNanos(PAUSE_NANOS);
                            }
                            return "done";
                        }),
                        threads));
            }
            for (CompletableFuture<String> one : all) {
                one.get();
            }
            call.report("succeeded", succeeded);
            call.report("failed", failed);
        }
    };

    private static final int THREADS = 64;
    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** Enough for the machine to keep up: what is tested is the change of tokens, not the speed. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Tells the gateway when the request was made: on a busy machine it can be on its way for longer than its token lives. */
    private static URI valid(Call call) {
        return call.uri("gateway", "valid?at=" + System.nanoTime());
    }

    /**
     * @param client null for {@code HttpURLConnection}
     */
    private static int send(@Nullable HttpClient client, URI uri) throws IOException, InterruptedException {
        if (client == null) {
            return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
        }
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
