package io.github.filevineagent.it.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What goes wrong with {@code HttpClient}, or is given up. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum HttpClientFailure implements Scenario {
    REFUSED(call -> call.report(
            "answer", call.send(call.client(), call.request("refused", "ok").build()))),
    REFUSED_ASYNC(call -> call.report(
            "answer",
            call.client()
                    .sendAsync(call.request("refused", "ok").build(), BodyHandlers.ofString())
                    .get())),
    READ_TIMEOUT(call -> {
        HttpRequest request =
                call.request("gateway", "hang").timeout(Duration.ofMillis(500)).build();
        call.report("answer", call.send(call.client(), request));
    }),
    CONNECT_TIMEOUT(call -> {
        HttpClient client =
                call.newClient().connectTimeout(Duration.ofMillis(500)).build();
        call.report("answer", call.send(client, call.request("silent", "ok").build()));
    }),
    CANCELLED(call -> {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> answer = call.client()
                .sendAsync(call.request("gateway", "headers").build(), response -> {
                    started.countDown();
                    return BodySubscribers.ofString(StandardCharsets.UTF_8);
                });
        call.report("started", started.await(10, TimeUnit.SECONDS));
        call.report("cancelled", answer.cancel(true));
        try {
            answer.get();
        } catch (ExecutionException | CancellationException e) {
            // Which of the two is a race of the JDK's own.
            call.report("by cancellation", String.valueOf(e).contains("CancellationException"));
        }
    }),
    INTERRUPTED(call -> {
        Thread.currentThread().interrupt();
        call.report(
                "answer",
                call.send(call.client(), call.request("gateway", "hang").build()));
    });

    private final Steps steps;

    HttpClientFailure(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }
}
