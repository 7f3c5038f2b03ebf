package io.github.filevineagent.it.client;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway answers 401. Each goes to a gateway host of its own, which the test has named as the scenario's tag. The
 * first word of the names says what is expected.
 */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum HttpClientUnauthorized implements Scenario {
    REPLAYED_GET(call -> call.get("answer", call.uri(call.tag(), "revoked/ok"))),
    REPLAYED_CHALLENGE(call -> call.get("answer", call.uri(call.tag(), "challenge/ok"))),
    REPLAYED_AFTER_A_REDIRECT(call -> call.get("answer", call.uri("storage", "302@" + call.tag() + "/revoked/ok"))),
    REPLAYED_WITH_AUTHENTICATOR(call -> {
        HttpRequest request = call.request(call.tag(), "revoked/ok").build();
        call.report(
                "answer",
                call.send(call.newClient().authenticator(new Password()).build(), request));
    }),
    REPLAYED_ASYNC(call -> {
        HttpRequest request = call.request(call.tag(), "revoked/ok").build();
        call.report(
                "answer",
                call.client().sendAsync(request, BodyHandlers.ofString()).get());
    }),
    REPLAYED_ASYNC_ON_A_DIRECT_EXECUTOR(call -> {
        HttpRequest request = call.request(call.tag(), "revoked/ok").build();
        call.report(
                "answer",
                call.newClient()
                        .executor(Runnable::run)
                        .build()
                        .sendAsync(request, BodyHandlers.ofString())
                        .get());
    }),
    REPLAYED_STRING(call -> post(call, BodyPublishers.ofString("string"))),
    REPLAYED_BYTES(call -> post(call, BodyPublishers.ofByteArray(bytes("bytes")))),
    REPLAYED_BYTE_ARRAYS(call -> post(call, BodyPublishers.ofByteArrays(List.of(bytes("byte"), bytes("s"))))),
    REPLAYED_FILE(call -> {
        Path file = Files.createTempFile("body", ".txt");
        post(call, BodyPublishers.ofFile(Files.writeString(file, "from a file")));
        Files.delete(file);
    }),
    LEFT_STREAM(call -> {
        AtomicInteger opened = new AtomicInteger();
        post(call, BodyPublishers.ofInputStream(() -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes("stream"));
        }));
        call.report("opened", opened);
    }),
    LEFT_PUBLISHER(call -> post(call, BodyPublishers.fromPublisher(BodyPublishers.ofString("published")))),
    PERMANENT(call -> {
        call.get("first", call.uri(call.tag(), "401"));
        call.get("second", call.uri(call.tag(), "401"));
    }),
    TOGETHER(call -> {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            HttpRequest request = call.request(call.tag(), "revoked/ok").build();
            answers.add(call.client().sendAsync(request, BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            call.report("answer" + i, answers.get(i).get());
        }
    }),
    REPLAYED_WEB_SOCKET(call -> {
        URI uri = URI.create(call.uri(call.tag(), "revoked/ws").toString().replaceFirst("^https", "wss"));
        call.client()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {})
                .get()
                .abort();
        call.report("answer", "200 open");
    });

    private final Steps steps;

    HttpClientUnauthorized(Steps steps) {
        this.steps = steps;
    }

    @Override
    public boolean isFor(Variant variant) {
        return variant != Variant.H3 || this != REPLAYED_WEB_SOCKET;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    private static void post(Call call, BodyPublisher body) throws Exception {
        HttpRequest request = call.request(call.tag(), "revoked/ok").POST(body).build();
        call.report("answer", call.send(call.client(), request));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
