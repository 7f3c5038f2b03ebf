package io.github.filevineagent.it.operations;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** An application that asks a gateway again until that has another answer. It needs no module but {@code java.base}. */
final class RequestApp {
    private static final long LONGEST_SECONDS = 20;

    private RequestApp() {}

    public static void main(String[] arguments) throws IOException {
        requestWhileTold(arguments[0]);
    }

    static void requestWhileTold(String url) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        String answer = StandIn.AGAIN;
        while (answer.equals(StandIn.AGAIN) && System.nanoTime() < end) {
            answer = request(url);
        }
        System.out.println("answer " + answer);
    }

    private static String request(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            return "status " + status;
        }
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
