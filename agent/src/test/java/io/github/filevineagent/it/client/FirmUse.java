package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One program that serves several firms, and says with each request which one it means. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum FirmUse implements Scenario {
    EACH_IN_TURN(call -> {
        for (String firm : List.of("7", "8", "7")) {
            call.report("answer", get(call, "gateway", "ok?" + firm, firm));
        }
    }),
    NO_ORGANISATION(call -> call.report("answer", get(call, "gateway", "ok"))),
    UNKNOWN_ORGANISATION(call -> call.report("answer", get(call, "gateway", "ok", "9"))),
    OTHER_CASE_OF_THE_NAME(call -> call.report("answer", send(call, "gateway", "ok", "X-FV-ORGID", "8"))),
    BLANKS_AROUND(call -> call.report("answer", get(call, "gateway", "ok", " 8 "))),
    EMPTY(call -> call.report("answer", get(call, "gateway", "ok", ""))),
    SET_TWICE(call -> call.report("answer", get(call, "gateway", "ok", "7", "8"))),
    SET_TWICE_TO_THE_SAME(call -> call.report("answer", get(call, "gateway", "ok", "7", "7"))),
    SEVERAL_IN_ONE(call -> call.report("answer", get(call, "gateway", "ok", "7, 8"))),
    LEADING_ZEROS(call -> call.report("answer", get(call, "gateway", "ok", "007"))),
    POST(call -> {
        if (call.isUrlConnection()) {
            HttpURLConnection connection = call.open("gateway", "ok");
            connection.setRequestProperty("x-fv-orgid", "8");
            Call.write(connection, "body");
            call.report("answer", connection.getResponseCode());
        } else {
            HttpRequest request = call.request("gateway", "ok")
                    .header("x-fv-orgid", "8")
                    .POST(HttpRequest.BodyPublishers.ofString("body"))
                    .build();
            call.report("answer", call.send(call.client(), request).statusCode());
        }
    }),
    OWN_AUTHORIZATION(call -> {
        if (call.isUrlConnection()) {
            HttpURLConnection connection = call.open("gateway", "ok");
            connection.setRequestProperty("x-fv-orgid", "9");
            connection.setRequestProperty("Authorization", "Bearer own");
            call.report("answer", connection.getResponseCode());
        } else {
            HttpRequest request = call.request("gateway", "ok")
                    .headers("x-fv-orgid", "9", "Authorization", "Bearer own")
                    .build();
            call.report("answer", call.send(call.client(), request).statusCode());
        }
    }),
    REDIRECT_TO_ANOTHER_GATEWAY(call -> call.report("answer", get(call, "gateway", "307@gateway2/ok", "8"))),
    REDIRECT_WITHOUT_ORGANISATION(call -> call.report("answer", get(call, "gateway", "302@gateway2/ok"))),
    REDIRECT_TO_STORAGE_AND_BACK(
            call -> call.report("answer", get(call, "gateway", "302@storage/302@gateway/ok", "8"))),
    /** It then forgets all headers that the application has set. {@code HttpClient} doesn't, and on JDK 11 never ends. */
    REDIRECT_THAT_TURNS_A_POST_INTO_A_GET(Clients.URL_CONNECTION_ONLY, call -> {
        HttpURLConnection connection = call.open("gateway", "302@gateway2/ok");
        connection.setRequestProperty("x-fv-orgid", "8");
        Call.write(connection, "body");
        call.report("answer", connection.getResponseCode());
    }),
    /** There is a firm of this name, whose token is rejected once. */
    REJECTED(call -> call.report("answer", get(call, "gateway", "revoked/ok", call.tag()))),
    /** The second 401 is within the 30 seconds in which there is no other token. */
    REJECTED_FOR_GOOD(call -> call.report("answer", get(call, "gateway", "401", call.tag()))),
    AT_ONCE(call -> {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String firm = i % 3 == 0 ? "7" : "8";
            String steps = "ok?" + i + "-" + firm;
            all.add(CompletableFuture.supplyAsync(
                    () -> Unchecked.call(() -> String.valueOf(get(call, "gateway", steps, firm))), threads));
        }
        call.report(
                "answer", all.stream().map(CompletableFuture::join).distinct().collect(Collectors.joining(" ")));
        threads.shutdown();
    }),
    ONE_REQUEST_OBJECT_FOR_TWO_FIRMS(Clients.HTTP_CLIENT_ONLY, call -> {
        Changing request = new Changing(call.request("gateway", "ok").build());
        for (String firm : List.of("7", "8", "9", "7")) {
            request.organisation = firm;
            try {
                call.report("answer", call.send(call.client(), request).statusCode());
            } catch (IOException e) {
                call.report("thrown", e);
            }
        }
    }),
    WEB_SOCKET(Clients.HTTP_1_ONLY, call -> {
        WebSocket socket = call.client()
                .newWebSocketBuilder()
                .header("x-fv-orgid", "8")
                .buildAsync(
                        URI.create(call.uri("gateway", "ws").toString().replaceFirst("http", "ws")),
                        new WebSocket.Listener() {})
                .get(10, TimeUnit.SECONDS);
        socket.abort();
        call.report("answer", "101");
    }),
    WEB_SOCKET_OF_AN_UNKNOWN_ORGANISATION(
            Clients.HTTP_1_ONLY,
            call -> call.client()
                    .newWebSocketBuilder()
                    .header("x-fv-orgid", "9")
                    .buildAsync(
                            URI.create(call.uri("gateway", "ws").toString().replaceFirst("http", "ws")),
                            new WebSocket.Listener() {})
                    .get(10, TimeUnit.SECONDS)),
    /** No JDK lets the application change headers there; if one did, the request would be of the other firm. */
    CHANGED_BY_AN_AUTHENTICATOR(Clients.URL_CONNECTION_ONLY, call -> {
        HttpURLConnection connection = call.open("gateway", "basic");
        connection.setRequestProperty("x-fv-orgid", "8");
        connection.setAuthenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                try {
                    connection.setRequestProperty("x-fv-orgid", "7");
                } catch (IllegalStateException e) {
                    call.report("refused", e.getMessage());
                }
                return new PasswordAuthentication("user", "password".toCharArray());
            }
        });
        call.report("answer", connection.getResponseCode());
    });

    private enum Clients {
        ALL,
        HTTP_CLIENT_ONLY,
        HTTP_1_ONLY,
        URL_CONNECTION_ONLY
    }

    private final Clients clients;
    private final Steps steps;

    FirmUse(Steps steps) {
        this(Clients.ALL, steps);
    }

    FirmUse(Clients clients, Steps steps) {
        this.clients = clients;
        this.steps = steps;
    }

    @Override
    public boolean isFor(Variant variant) {
        switch (clients) {
            case HTTP_CLIENT_ONLY:
                // A subclass of requests does not say that it must be HTTP/3.
                return variant != Variant.URL && variant != Variant.H3;
            case HTTP_1_ONLY:
                return variant == Variant.H1;
            case URL_CONNECTION_ONLY:
                return variant == Variant.URL;
            default:
                return true;
        }
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    /** Returns the status of an answer to a request for these organisations, which should be one. */
    private static int get(Call call, String host, String requestSteps, String... organisations) throws Exception {
        return send(call, host, requestSteps, "x-fv-orgid", organisations);
    }

    private static int send(Call call, String host, String requestSteps, String name, String... values)
            throws Exception {
        if (call.isUrlConnection()) {
            HttpURLConnection connection = call.open(host, requestSteps);
            for (String value : values) {
                connection.addRequestProperty(name, value);
            }
            return connection.getResponseCode();
        }
        HttpRequest.Builder request = call.request(host, requestSteps);
        for (String value : values) {
            request.header(name, value);
        }
        return call.send(call.client(), request.build()).statusCode();
    }

    /** A request of a library's own, that can be sent for another firm each time. */
    private static final class Changing extends SubclassedRequest {
        private volatile @Nullable String organisation;

        Changing(HttpRequest request) {
            super(request);
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of("x-fv-orgid", List.of(String.valueOf(organisation))), (name, value) -> true);
        }
    }
}
