package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does once with each HTTP client what integrations do all day: list projects, read contacts, write a note, upload and
 * download a document; then polls for new notes with each client in turn.
 *
 * <p>Without {@code --project} it only reads. Exit status: 0 if each call succeeded, 1 if one did not, 2
 * for a wrong command line.
 */
public final class CaseSync {
    static final List<String> CLIENTS = List.of("send", "sendAsync", "HttpURLConnection");

    private final Options options;
    private final PrintStream out;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    CaseSync(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(new CaseSync(options, System.out).run() ? 0 : 1);
    }

    /** Runs all steps with all clients and returns whether each call succeeded. */
    boolean run() throws IOException, InterruptedException {
        HttpClient client = Transport.newHttpClient();
        List<Synchronisation> synchronisations = options.clients().stream()
                .map(name -> new Synchronisation(name, new Cases(options.gateway(), transport(name, client)), out))
                .toList();
        synchronise(synchronisations);
        if (options.project().isPresent()) {
            poll(synchronisations, options.project().getAsLong());
        }
        out.printf("done: %d calls, %d failed%n", calls.get(), failures.get());
        return failures.get() == 0;
    }

    private Transport transport(String name, HttpClient client) {
        return new CountingTransport(Transport.of(name, client), calls, failures);
    }

    private void synchronise(List<Synchronisation> synchronisations) throws IOException, InterruptedException {
        Path document = sampleDocument();
        try {
            for (Synchronisation synchronisation : synchronisations) {
                synchronisation.read();
                if (options.project().isPresent()) {
                    synchronisation.write(options.project().getAsLong(), document);
                }
            }
        } finally {
            Files.deleteIfExists(document);
        }
    }

    private void poll(List<Synchronisation> synchronisations, long project) throws InterruptedException {
        long end = System.nanoTime() + options.pollFor().toNanos();
        int known = 0;
        for (int turn = 0; System.nanoTime() - end < 0; turn++) {
            known = synchronisations.get(turn % synchronisations.size()).poll(project, known);
            TimeUnit.NANOSECONDS.sleep(options.pollEvery().toNanos());
        }
    }

    private static Path sampleDocument() throws IOException {
        Path document = Files.createTempFile("case-sync", ".txt");
        Files.writeString(document, "The quick brown fox jumps over the lazy dog.\n".repeat(5_000), UTF_8);
        return document;
    }
}
