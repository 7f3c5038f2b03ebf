package io.github.filevineagent.it.client;

import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As {@link HttpClientUnauthorized}, for the other client. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum UrlConnectionUnauthorized implements Scenario {
    REPLAYED_GET(call -> call.get("answer", call.uri(call.tag(), "revoked/ok"))),
    REPLAYED_CHALLENGE(call -> call.get("answer", call.uri(call.tag(), "challenge/ok"))),
    REPLAYED_AFTER_A_REDIRECT(call -> call.get("answer", call.uri("storage", "302@" + call.tag() + "/revoked/ok"))),
    REPLAYED_POST(call -> call.post("answer", call.uri(call.tag(), "revoked/ok"))),
    STREAMED_FIXED_LENGTH(call -> {
        HttpURLConnection connection = call.open(call.tag(), "revoked/ok");
        connection.setFixedLengthStreamingMode(4);
        stream(call, connection);
    }),
    STREAMED_CHUNKS(call -> {
        HttpURLConnection connection = call.open(call.tag(), "challenge/ok");
        connection.setChunkedStreamingMode(2);
        stream(call, connection);
    }),
    PERMANENT(call -> {
        call.get("first", call.uri(call.tag(), "401"));
        call.get("second", call.uri(call.tag(), "401"));
    }),
    TOGETHER(call -> {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "answer" + i;
            all.add(CompletableFuture.supplyAsync(
                    () -> Unchecked.call(() -> {
                        call.get(key, call.uri(call.tag(), "revoked/ok"));
                        return key;
                    }),
                    threads));
        }
        for (CompletableFuture<String> one : all) {
            one.get();
        }
        threads.shutdown();
    });

    private final Steps steps;

    UrlConnectionUnauthorized(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    /** Its exception is the JDK's; the next request finds a fresh token. */
    private static void stream(Call call, HttpURLConnection connection) throws Exception {
        Call.write(connection, "body");
        try {
            connection.getInputStream().close();
        } catch (HttpRetryException e) {
            call.report("answer", e.responseCode() + " " + e.getReason());
        }
        call.get("next", call.uri(call.tag(), "revoked/ok"));
    }
}
