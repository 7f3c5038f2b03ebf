package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Ways of using {@code HttpURLConnection}: its methods, the orders of its calls, its streaming modes, and failures. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum UrlConnectionUse implements Scenario {
    GET(call -> {
        HttpURLConnection connection = call.open("gateway", "ok");
        connection.setRequestProperty("X-App", "kept");
        call.report("before", connection.getRequestProperties());
        call.report("answer", connection);
    }),
    HEAD(call -> call.report("answer", withMethod(call, "HEAD"))),
    DELETE(call -> call.report("answer", withMethod(call, "DELETE"))),
    OPTIONS(call -> call.report("answer", withMethod(call, "OPTIONS"))),
    PUT(call -> call.report("answer", withBody(withMethod(call, "PUT"), "new"))),
    POST(call -> call.report("answer", withBody(withMethod(call, "POST"), "body"))),
    OUTPUT_STREAM_TURNS_GET_INTO_POST(call -> call.report("answer", withBody(call.open("gateway", "ok"), "body"))),
    FIXED_LENGTH_STREAMING(call -> {
        HttpURLConnection connection = withMethod(call, "POST");
        connection.setFixedLengthStreamingMode(4);
        call.report("answer", withBody(connection, "body"));
    }),
    CHUNKED_STREAMING(call -> {
        HttpURLConnection connection = withMethod(call, "POST");
        connection.setChunkedStreamingMode(2);
        call.report("answer", withBody(connection, "body"));
    }),
    CONNECT_FIRST(call -> {
        HttpURLConnection connection = call.open("gateway", "ok");
        connection.connect();
        call.report("answer", connection);
    }),
    RESPONSE_CODE_ONLY(call -> call.report("code", call.open("gateway", "ok").getResponseCode())),
    HEADER_FIELDS_BY_INDEX_FIRST(call -> {
        HttpURLConnection connection = call.open("gateway", "ok");
        for (int i = 0; connection.getHeaderField(i) != null; i++) {
            call.report("field" + i, connection.getHeaderFieldKey(i) + ": " + connection.getHeaderField(i));
        }
        call.report("answer", connection);
    }),
    WITHOUT_CACHES(call -> {
        HttpURLConnection connection = call.open("gateway", "ok");
        connection.setUseCaches(false);
        call.report("answer", connection);
    }),
    DISCONNECT_WITHOUT_REQUEST(call -> {
        HttpURLConnection connection = call.open("gateway", "ok");
        connection.connect();
        connection.disconnect();
    }),
    ANOTHER_THREAD_READS(call -> {
        HttpURLConnection connection = call.open("gateway", "ok");
        connection.connect();
        CompletableFuture.runAsync(() -> Unchecked.call(() -> {
                    call.report("answer", connection);
                    return "";
                }))
                .get();
    }),
    SAME_CONNECTION_OF_THE_CACHE(call -> {
        call.report("first", call.open("gateway", "ok?first"));
        call.report("second", call.open("gateway", "ok?second"));
    }),
    PLAIN_HTTP_GATEWAY(call -> call.report("answer", call.open("plain", "ok"))),
    OWN_AUTHORIZATION(call -> {
        for (String name : List.of("Authorization", "authorization", "AUTHORIZATION")) {
            HttpURLConnection connection = call.open("gateway", "ok?" + name);
            connection.setRequestProperty(name, "Basic own");
            call.report(name, connection);
        }
    }),
    OWN_AUTHORIZATION_REJECTED(call -> {
        HttpURLConnection connection = call.open("gateway", "401");
        connection.setRequestProperty("authorization", "Bearer own");
        call.report("answer", connection);
    }),
    REFUSED(call -> call.report("answer", call.open("refused", "ok"))),
    READ_TIMEOUT(call -> {
        HttpURLConnection connection = call.open("gateway", "hang");
        connection.setReadTimeout(500);
        call.report("answer", connection);
    }),
    CONNECT_TIMEOUT(call -> {
        HttpURLConnection connection = call.open("silent", "ok");
        connection.setConnectTimeout(500);
        call.report("answer", connection);
    }),
    PROXY(call -> throughProxy(call, "openproxy")),
    PROXY_WITHOUT_PASSWORD(call -> throughProxy(call, "guardedproxy")),
    PROXY_WITH_PASSWORD(call -> {
        Authenticator.setDefault(new Password());
        throughProxy(call, "guardedproxy");
        Authenticator.setDefault(null);
    });

    private final Steps steps;

    UrlConnectionUse(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    private static HttpURLConnection withMethod(Call call, String method) throws IOException {
        HttpURLConnection connection = call.open("gateway", "ok");
        connection.setRequestMethod(method);
        return connection;
    }

    private static HttpURLConnection withBody(HttpURLConnection connection, String body) throws IOException {
        Call.write(connection, body);
        return connection;
    }

    private static void throughProxy(Call call, String name) throws IOException {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, call.proxy(name));
        for (String host : List.of("plain", "gateway")) {
            try {
                call.report(host, call.open(host, "ok", proxy));
            } catch (IOException e) {
                call.report(host + ".thrown", e);
            }
        }
    }
}
