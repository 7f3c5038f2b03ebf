package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the server before it sends a body, which {@code HttpURLConnection} can do in a streaming mode only. Named for the
 * servers, which are gateway hosts with a profile of their own.
 */
enum Expecting implements Scenario {
    ASKING,
    HASTY;

    private static final long PATIENCE_SECONDS = 10;

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
            call.report("fixed", canEndUnasked());
            try {
                call.report(
                        "answer",
                        call.client()
                                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                call.report("answer", e);
            }
        }
        call.get("next", call.uri(host, "valid"));
    }

    /** Whether this JDK has the method that came with JDK-8286171; without it, a client can wait for ever to be asked. */
    private static boolean canEndUnasked() throws ClassNotFoundException {
        return Arrays.stream(Class.forName("jdk.internal.net.http.ExchangeImpl").getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("expectContinueFailed"));
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
    }
}
