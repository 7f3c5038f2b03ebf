package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.util.Locale;

/**
 * Asks the server before it sends a body, which {@code HttpURLConnection} can do in a streaming mode only. Named for the
 * servers, which are gateway hosts with a profile of their own.
 */
enum Expecting implements Scenario {
    ASKING,
    HASTY;

    @Override
    public void run(Call call) throws Exception {
        String host = name().toLowerCase(Locale.ROOT);
        if (call.isUrlConnection()) {
            stream(call, host);
        } else {
            HttpRequest request = call.request(host, "revoked/valid")
                    .expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofString("body"))
                    .build();
            call.report("answer", call.send(call.client(), request));
        }
    }

    private static void stream(Call call, String host) throws Exception {
        HttpURLConnection connection = call.open(host, "revoked/valid");
        connection.setFixedLengthStreamingMode(4);
        connection.setRequestProperty("Expect", "100-continue");
        try {
            Call.write(connection, "body");
            connection.getInputStream().close();
        } catch (IOException e) {
            call.report("answer", e);
        }
        call.get("next", call.uri(host, "valid"));
    }
}
