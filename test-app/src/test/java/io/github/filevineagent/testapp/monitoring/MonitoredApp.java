package io.github.filevineagent.testapp.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application that calls the gateway when standard input tells it to, and ends with that. */
final class MonitoredApp {
    private MonitoredApp() {}

    /** Takes the address to call. Each line of input is a firm's organisation, and how many calls to make for it at once. */
    public static void main(String[] arguments) throws IOException {
        ExecutorService executor = Executors.newCachedThreadPool();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", -1);
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                calls.add(CompletableFuture.supplyAsync(() -> call(arguments[0], words[0]), executor));
            }
            List<Integer> answers = new ArrayList<>();
            calls.forEach(call -> answers.add(call.join()));
            System.out.println(answers);
        }
        executor.shutdown();
    }

    private static int call(String address, String organisation) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setRequestProperty("x-fv-orgid", organisation);
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
