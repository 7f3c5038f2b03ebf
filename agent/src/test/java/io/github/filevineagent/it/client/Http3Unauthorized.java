package io.github.filevineagent.it.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** The gateway answers 401, as in {@link HttpClientUnauthorized}: each method with a body, and a replay over another version. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum Http3Unauthorized implements Scenario {
    REPLAYED_GET_WITH_BODY(call -> send(call, "GET", BodyPublishers.ofString("get"))),
    REPLAYED_PUT(call -> send(call, "PUT", BodyPublishers.ofString("put"))),
    REPLAYED_PATCH(call -> send(call, "PATCH", BodyPublishers.ofString("patch"))),
    REPLAYED_DELETE_WITH_BODY(call -> send(call, "DELETE", BodyPublishers.ofString("delete"))),
    REPLAYED_OPTIONS_WITH_BODY(call -> send(call, "OPTIONS", BodyPublishers.ofString("options"))),
    REPLAYED_REPORT(call -> send(call, "REPORT", BodyPublishers.ofString("report"))),
    REPLAYED_HEAD(call -> send(call, "HEAD", BodyPublishers.noBody())),
    REPLAYED_LARGE_BODY(call -> send(
            call,
            "POST",
            BodyPublishers.ofByteArray("0123456789abcdef".repeat(20_000).getBytes(StandardCharsets.UTF_8)))),
    /** A 401 and its replay over HTTP/2. The replay's answer says that the gateway speaks HTTP/3. */
    DISCOVERED_AFTER_REPLAY(call -> {
        HttpClient client = call.newClient().build();
        call.report("first", call.send(client, Http3Use.altSvc(call, call.tag(), "revoked/ok")));
        call.report("second", call.send(client, Http3Use.altSvc(call, call.tag(), "ok")));
    }),
    /** A token that was good over HTTP/2 is rejected over HTTP/3. */
    DISCOVERED_BEFORE_REPLAY(call -> {
        HttpClient client = call.newClient().build();
        call.report("first", call.send(client, Http3Use.altSvc(call, call.tag(), "ok")));
        call.report("second", call.send(client, Http3Use.altSvc(call, call.tag(), "revoked/ok")));
    });

    private final Steps steps;

    Http3Unauthorized(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }

    private static void send(Call call, String method, BodyPublisher body) throws Exception {
        HttpRequest request =
                call.request(call.tag(), "revoked/ok").method(method, body).build();
        call.report("answer", call.send(call.client(), request));
    }
}
