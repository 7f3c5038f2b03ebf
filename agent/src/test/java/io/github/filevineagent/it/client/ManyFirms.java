package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;

/**
 * A vendor's application that serves many firms, and makes requests of some of them, one after the other and with both
 * clients. It ends when there were as many exchanges as its first argument says; the others are the firms.
 */
public final class ManyFirms {
    private static final long PAUSE_NANOS = 5_000_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static volatile int mostWorkers;
    private static volatile int mostCalls;

    private ManyFirms() {}

    public static void main(String[] arguments) throws Exception {
        Thread counting = new Thread(ManyFirms::countThreads, "counting");
        counting.setDaemon(true);
        counting.start();
        for (int i = 1; i < arguments.length; i++) {
            String firm = arguments[i];
            long start = System.nanoTime();
            report(firm + ".answer", answer(firm, i % 2 == 0));
            report(firm + ".millis", (System.nanoTime() - start) / 1_000_000);
        }
        while (exchanges() < Integer.parseInt(arguments[0])) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        report("threads.workers", mostWorkers);
        report("threads.calls", mostCalls);
        System.exit(0);
    }

    private static String answer(String firm, boolean urlConnection) throws InterruptedException {
        URI uri = URI.create(System.getProperty("world." + firm) + "/" + firm + "/ok");
        try {
            return String.valueOf(
                    urlConnection
                            ? ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode()
                            : CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                                    .statusCode());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Asks a host that is none of the agent's business. */
    private static int exchanges() throws IOException, InterruptedException {
        URI uri = URI.create(System.getProperty("world.storage") + "/many/exchanges");
        return Integer.parseInt(CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void countThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        while (true) {
            Thread[] threads = new Thread[2 * root.activeCount() + 100];
            int count = root.enumerate(threads);
            int workers = 0;
            int calls = 0;
            for (int i = 0; i < count; i++) {
                String name = threads[i].getName();
                workers += name.startsWith("filevine-agent-refresh-") ? 1 : 0;
                calls += name.startsWith("filevine-agent-exchange-") ? 1 : 0;
            }
            mostWorkers = Math.max(mostWorkers, workers);
            mostCalls = Math.max(mostCalls, calls);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static synchronized void report(String key, Object value) {
        System.out.println(key + "=" + value);
    }
}
