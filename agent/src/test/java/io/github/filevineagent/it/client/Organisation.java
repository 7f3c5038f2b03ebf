package io.github.filevineagent.it.client;

import java.net.HttpURLConnection;

/** Requests to which the headers of organisation and user may be added. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum Organisation implements Scenario {
    GATEWAY(call -> call.get("answer", call.uri("gateway", "ok"))),
    OTHER_HOST(call -> call.get("answer", call.uri("storage", "ok"))),
    REDIRECT_TO_OTHER_HOST(call -> call.get("answer", call.uri("gateway", "307@storage/ok"))),
    OWN_ORGANISATION(call -> {
        if (call.isUrlConnection()) {
            HttpURLConnection connection = call.open("gateway", "ok");
            connection.setRequestProperty("X-FV-OrgId", "own");
            call.report("answer", connection);
        } else {
            call.report(
                    "answer",
                    call.send(
                            call.client(),
                            call.request("gateway", "ok")
                                    .header("X-FV-OrgId", "own")
                                    .build()));
        }
    });

    private final Steps steps;

    Organisation(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }
}
