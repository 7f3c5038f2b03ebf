package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** What there is with HTTP/3 only: ways for the client to find out that a server speaks it. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum Http3Use implements Scenario {
    GET_WITH_BODY(call -> send(call, "GET")),
    DELETE_WITH_BODY(call -> send(call, "DELETE")),
    OPTIONS_WITH_BODY(call -> send(call, "OPTIONS")),
    LARGE_BODY(call -> {
        HttpRequest request = call.request("gateway", "ok")
                .POST(BodyPublishers.ofString("0123456789abcdef".repeat(20_000)))
                .build();
        call.report("answer", call.send(call.client(), request));
    }),
    ALT_SVC(call -> {
        HttpClient client = call.newClient().build();
        // Over HTTP/2, and its answer names the port of HTTP/3.
        call.report("first", call.send(client, altSvc(call, "gateway", "ok?first")));
        call.report("second", call.send(client, altSvc(call, "gateway", "ok?second")));
    }),
    ALT_SVC_AFTER_HTTP_1(call -> {
        HttpClient client = call.newClient().build();
        HttpRequest first = call.request("gateway", "ok?first")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.ofString("first"))
                .build();
        call.report("first", call.send(client, first));
        call.report("second", call.send(client, altSvc(call, "gateway", "ok?second")));
    }),
    /** The redirect's other host has said nothing yet: over HTTP/3, over HTTP/2 there, and back over HTTP/3. */
    ALT_SVC_AWAY_AND_BACK(call -> {
        HttpClient client = call.newClient().build();
        call.report("first", call.send(client, altSvc(call, "gateway", "ok?first")));
        HttpRequest request = Http3.Discovery.ALT_SVC
                .in(call.request("gateway", "302@storage/302@gateway/ok"))
                .build();
        call.report("second", call.send(client, request));
    }),
    /** HTTP/3 or HTTP/2, whichever is there first: a choice that is made before the request is sent, and made once. */
    ANY(call -> {
        HttpClient client = call.newClient().build();
        for (String key : new String[] {"first", "second", "third"}) {
            HttpRequest request = Http3.Discovery.ANY
                    .in(call.request("gateway", "ok?" + key))
                    .POST(BodyPublishers.ofString(key))
                    .build();
            call.report(key, call.send(client, request));
        }
    }),
    /** The same where only the client says that it would like HTTP/3. */
    ANY_BY_CLIENT(call -> {
        HttpClient client = call.newClient().build();
        for (String key : new String[] {"first", "second", "third"}) {
            HttpRequest request = HttpRequest.newBuilder(call.uri("gateway", "ok?" + key))
                    .POST(BodyPublishers.ofString(key))
                    .build();
            call.report(key, call.send(client, request));
        }
    }),
    ANY_WITHOUT_HTTP_3(call -> {
        HttpRequest request =
                Http3.Discovery.ANY.in(call.request("hasty", "ok")).build();
        call.report("answer", call.send(call.newClient().build(), request));
    }),
    ONLY_WITHOUT_HTTP_3(call -> {
        HttpClient client =
                call.newClient().connectTimeout(Duration.ofSeconds(1)).build();
        try {
            call.send(client, call.request("hasty", "ok").build());
        } catch (IOException e) {
            // Its message is that of whichever notices first.
            call.report("failed", "as it must");
        }
    });

    private final Steps steps;

    Http3Use(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    private static void send(Call call, String method) throws Exception {
        HttpRequest request = call.request("gateway", "ok")
                .method(method, BodyPublishers.ofString("body of " + method))
                .build();
        call.report("answer", call.send(call.client(), request));
    }

    static HttpRequest altSvc(Call call, String host, String steps) {
        return Http3.Discovery.ALT_SVC
                .in(call.request(host, steps))
                .POST(BodyPublishers.ofString("body"))
                .build();
    }
}
