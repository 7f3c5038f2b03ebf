package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ways of using {@code HttpClient}: its options, its executors and proxies. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum HttpClientUse implements Scenario {
    SAME_REQUEST_TWICE(call -> {
        HttpRequest request = call.request("gateway", "ok").build();
        call.report("first", call.send(call.client(), request));
        call.report("second", call.send(call.client(), request));
    }),
    SUBCLASSED_REQUEST(call -> {
        HttpRequest request =
                call.request("gateway", "ok").header("X-App", "kept").build();
        call.report("answer", call.send(call.client(), new SubclassedRequest(request)));
    }),
    PLAIN_HTTP_GATEWAY(call -> call.report(
            "answer", call.send(call.client(), call.request("plain", "ok").build()))),
    TWENTY_THREADS(call -> {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            HttpRequest request = call.request("gateway", "ok?" + i).build();
            answers.add(CompletableFuture.supplyAsync(
                    () -> Unchecked.call(() -> call.send(call.client(), request)), threads));
        }
        for (int i = 0; i < answers.size(); i++) {
            call.report("answer" + i, answers.get(i).get());
        }
        threads.shutdown();
    }),
    AUTHENTICATOR(call -> {
        HttpClient client = call.newClient().authenticator(new Password()).build();
        call.report("answer", call.send(client, call.request("gateway", "ok").build()));
    }),
    OWN_AUTHORIZATION(call -> {
        for (String name : List.of("Authorization", "authorization", "AUTHORIZATION")) {
            HttpRequest request = call.request("gateway", "ok?" + name)
                    .header(name, "Basic own")
                    .build();
            call.report(name, call.send(call.client(), request));
        }
    }),
    OWN_AUTHORIZATION_REJECTED(call -> {
        HttpRequest request = call.request("gateway", "401")
                .header("authorization", "Bearer own")
                .build();
        call.report("answer", call.send(call.client(), request));
    }),
    DIRECT_EXECUTOR(call -> sendAsyncOn(call, Runnable::run)),
    SINGLE_THREAD_EXECUTOR(call -> {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        sendAsyncOn(call, thread);
        thread.shutdown();
    }),
    WEB_SOCKET(call -> {
        CompletableFuture<CharSequence> greeting = new CompletableFuture<>();
        URI uri = URI.create(call.uri("gateway", "ws").toString().replaceFirst("^https", "wss"));
        WebSocket socket = call.client()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        greeting.complete(text);
                        return null;
                    }
                })
                .get();
        call.report("greeting", greeting.get(10, TimeUnit.SECONDS));
        socket.abort();
    }),
    PROXY(call -> throughProxy(call, "openproxy", call.newClient())),
    PROXY_WITH_PASSWORD(
            call -> throughProxy(call, "guardedproxy", call.newClient().authenticator(new Password()))),
    PROXY_WITHOUT_PASSWORD(call -> throughProxy(call, "guardedproxy", call.newClient()));

    private static final Set<String> OTHER_THAN_HTTP_3 = Set.of(
            "SUBCLASSED_REQUEST",
            "PLAIN_HTTP_GATEWAY",
            "WEB_SOCKET",
            "PROXY",
            "PROXY_WITH_PASSWORD",
            "PROXY_WITHOUT_PASSWORD");

    private final Steps steps;

    HttpClientUse(Steps steps) {
        this.steps = steps;
    }

    /** What a proxy or a WebSocket has to do with is never HTTP/3, and a subclass of requests does not say that it must be. */
    @Override
    public boolean isFor(Variant variant) {
        return variant != Variant.H3 || !OTHER_THAN_HTTP_3.contains(name());
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    private static void sendAsyncOn(Call call, Executor executor) throws InterruptedException, ExecutionException {
        HttpClient client = call.newClient().executor(executor).build();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            HttpRequest request = call.request("gateway", "ok?" + i)
                    .POST(BodyPublishers.ofString("body"))
                    .build();
            answers.add(client.sendAsync(request, BodyHandlers.ofString())
                    .thenApply(response -> response.statusCode() + " " + response.body()));
        }
        for (int i = 0; i < answers.size(); i++) {
            call.report("answer" + i, answers.get(i).get());
        }
    }

    private static void throughProxy(Call call, String proxy, HttpClient.Builder builder) throws Exception {
        HttpClient client = builder.proxy(ProxySelector.of(call.proxy(proxy))).build();
        for (String host : List.of("plain", "gateway")) {
            try {
                call.report(
                        host,
                        call.send(
                                client,
                                call.request(host, "ok").header("X-App", "kept").build()));
            } catch (IOException e) {
                call.report(host + ".thrown", e);
            }
        }
    }
}
