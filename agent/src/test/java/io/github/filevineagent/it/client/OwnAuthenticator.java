package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The application has a password for the gateway, too. Each goes to a gateway host of its own, which the test has named as
 * the scenario's tag.
 */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum OwnAuthenticator implements Scenario {
    ASKED_FOR_BASIC((call, password) -> get(call, "answer", "basic", password)),
    ASKED_FOR_DIGEST((call, password) -> get(call, "answer", "digest", password)),
    ASKED_AFTER_A_POST((call, password) -> {
        if (call.isUrlConnection()) {
            HttpURLConnection connection = open(call, "basic", password);
            Call.write(connection, "body");
            call.report("answer", connection);
        } else {
            call.report(
                    "answer",
                    call.send(
                            client(call, password),
                            call.request(call.tag(), "basic")
                                    .POST(HttpRequest.BodyPublishers.ofString("body"))
                                    .build()));
        }
    }),
    /** The second is within the 30 seconds in which there is no other token. */
    ASKED_WITHOUT_A_REPLAY((call, password) -> {
        get(call, "first", "401challenge", password);
        get(call, "answer", "basic", password);
    }),
    NOT_ASKED_AFTER_A_REPLAY((call, password) -> get(call, "answer", "revokedbasic/ok", password)),
    STREAMED((call, password) -> {
        HttpURLConnection connection = open(call, "basic", password);
        connection.setFixedLengthStreamingMode(4);
        Call.write(connection, "body");
        try {
            connection.getInputStream().close();
        } catch (HttpRetryException e) {
            call.report("answer", e.responseCode() + " " + e.getReason());
        }
    }),
    DEFAULT_ASKED((call, password) -> {
        Authenticator.setDefault(password);
        call.get("answer", call.uri(call.tag(), "basic"));
        Authenticator.setDefault(null);
    });

    /** What a scenario does with the application's {@code Authenticator}. */
    private interface Steps {
        void run(Call call, Authenticator password) throws Exception;
    }

    private final Steps steps;

    OwnAuthenticator(Steps steps) {
        this.steps = steps;
    }

    /** {@code HttpClient} has neither a default one nor digests, and its bodies are another matter. */
    @Override
    public boolean isFor(Variant variant) {
        return variant == Variant.URL || (this != STREAMED && this != DEFAULT_ASKED && this != ASKED_FOR_DIGEST);
    }

    @Override
    public void run(Call call) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        steps.run(call, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return new PasswordAuthentication("user", "password".toCharArray());
            }
        });
        call.report("asked", asked);
    }

    private static void get(Call call, String key, String steps, Authenticator password)
            throws IOException, InterruptedException {
        if (call.isUrlConnection()) {
            call.report(key, open(call, steps, password));
        } else {
            call.report(
                    key,
                    call.send(
                            client(call, password),
                            call.request(call.tag(), steps).build()));
        }
    }

    private static HttpURLConnection open(Call call, String steps, Authenticator password) throws IOException {
        HttpURLConnection connection = call.open(call.tag(), steps);
        connection.setAuthenticator(password);
        return connection;
    }

    private static HttpClient client(Call call, Authenticator password) {
        return call.newClient().authenticator(password).build();
    }
}
