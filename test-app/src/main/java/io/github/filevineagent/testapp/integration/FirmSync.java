package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A vendor's integration: does for many firms, one after the other, what {@link CaseSync} does for one. All go through one
 * gateway; for which firm a call is stands in its header {@code x-fv-orgid}.
 *
 * <p>Without {@code --project} it only reads. Exit status: 0 if all went well for each firm the last time, 1 if not, 2
 * for a wrong command line.
 */
public final class FirmSync {
    private final FirmOptions options;
    private final PrintStream out;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Firm> firms = new ArrayList<>();
    private final long end;

    FirmSync(FirmOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.end = System.nanoTime() + options.runFor().toNanos();
        HttpClient client = Transport.newHttpClient();
        AtomicLong latestCall = new AtomicLong();
        for (String organisation : options.firms()) {
            firms.add(new Firm(
                    CaseSync.CLIENTS.stream()
                            .map(name -> synchronisation(organisation, name, client, latestCall))
                            .toList(),
                    options.project()));
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        FirmOptions options;
        try {
            options = FirmOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(FirmOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(new FirmSync(options, System.out).run() ? 0 : 1);
    }

    private Synchronisation synchronisation(
            String organisation, String name, HttpClient client, AtomicLong latestCall) {
        Transport transport = new CountingTransport(
                new FirmTransport(Transport.of(name, client), options.gateway(), organisation, latestCall),
                calls,
                failures);
        return new Synchronisation(organisation + " " + name, new Cases(options.gateway(), transport), out);
    }

    /** Serves all firms until the end, and returns whether all went well for each the last time. */
    boolean run() throws IOException, InterruptedException {
        Path document = Files.createTempFile("firm-sync", ".txt");
        try {
            Files.writeString(document, "The quick brown fox jumps over the lazy dog.\n", UTF_8);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < Math.min(options.threads(), firms.size()); i++) {
                int first = i;
                threads.add(new Thread(() -> serve(first, document), "firm-sync-" + i));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            Files.deleteIfExists(document);
        }
        String notServed = IntStream.range(0, firms.size())
                .filter(i -> !firms.get(i).isServed())
                .mapToObj(options.firms()::get)
                .collect(Collectors.joining(", "));
        if (!notServed.isEmpty()) {
            out.println("not served the last time: " + notServed);
        }
        out.printf("done: %d calls, %d failed%n", calls.get(), failures.get());
        return notServed.isEmpty();
    }

    /** Serves the share of one thread. */
    private void serve(int first, Path document) {
        try {
            for (int next = first; !isOver(); next += options.threads()) {
                next = next < firms.size() ? next : first;
                firms.get(next).serve(document);
                TimeUnit.NANOSECONDS.sleep(options.every().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        boolean enough = options.answers().isPresent()
                && firms.stream()
                        .allMatch(firm -> firm.answers() >= options.answers().getAsLong());
        return enough || System.nanoTime() - end >= 0;
    }
}
