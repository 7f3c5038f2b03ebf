package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does once with each HTTP client what integrations do all day: list projects, read contacts, write a note, upload and
 * download a document; then polls for new notes with each client in turn.
 *
 * <p>A step that fails is reported, and the next one follows. Exit status: 0 if each call succeeded, 1 if one did not, 2
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
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        List<Cases> ways = new ArrayList<>();
        Path document = sampleDocument();
        try {
            for (String name : options.clients()) {
                Cases cases =
                        new Cases(options.gateway(), new CountingTransport(transport(name, client), calls, failures));
                ways.add(cases);
                synchronise(name, cases, document);
            }
            poll(ways);
        } finally {
            Files.deleteIfExists(document);
        }
        out.printf("done: %d calls, %d failed%n", calls.get(), failures.get());
        return failures.get() == 0;
    }

    private static Transport transport(String name, HttpClient client) {
        return switch (name) {
            case "send" -> new BlockingHttpClient(client);
            case "sendAsync" -> new AsyncHttpClient(client);
            default -> new UrlConnection();
        };
    }

    private void synchronise(String client, Cases cases, Path document) throws InterruptedException {
        List<Cases.Project> projects = new ArrayList<>();
        step(client, "list projects", () -> {
            projects.addAll(cases.projects().get());
            return projects.size() + " projects";
        });
        if (!projects.isEmpty()) {
            step(client, "read contacts", () -> readClients(cases, projects));
        }
        if (options.project().isEmpty()) {
            return;
        }
        long project = options.project().getAsLong();
        step(client, "create note", () -> {
            Cases.Note note =
                    cases.createNote(project, "Synchronised with " + client).get();
            return "note " + note.noteId().number();
        });
        List<Long> uploaded = new ArrayList<>();
        step(client, "upload document", () -> {
            uploaded.add(cases.upload(project, document, "text/plain").get());
            return Files.size(document) + " bytes, streamed";
        });
        for (long documentId : uploaded) {
            step(
                    client,
                    "download document",
                    () -> cases.download(documentId).get().size() + " bytes");
        }
    }

    /** Reads the clients of the first projects. All calls are begun before the first answer is looked at. */
    private static String readClients(Cases cases, List<Cases.Project> projects)
            throws ExecutionException, InterruptedException {
        List<CompletableFuture<Cases.Contact>> contacts = projects.stream()
                .map(project -> project.clientId().number())
                .distinct()
                .limit(2)
                .map(cases::contact)
                .toList();
        List<String> names = new ArrayList<>();
        for (CompletableFuture<Cases.Contact> contact : contacts) {
            names.add(contact.get().fullName());
        }
        return String.join(", ", names);
    }

    private void poll(List<Cases> ways) throws InterruptedException {
        if (options.project().isEmpty() || options.pollFor().isZero()) {
            return;
        }
        long project = options.project().getAsLong();
        long end = System.nanoTime() + options.pollFor().toNanos();
        int known = 0;
        for (int turn = 0; System.nanoTime() < end; turn++) {
            String client = options.clients().get(turn % ways.size());
            Cases cases = ways.get(turn % ways.size());
            known = pollOnce(client, cases, project, known);
            TimeUnit.NANOSECONDS.sleep(options.pollEvery().toNanos());
        }
    }

    private int pollOnce(String client, Cases cases, long project, int known) throws InterruptedException {
        try {
            int found = cases.latestNotes(project).get().size();
            if (found > known) {
                report(client, "poll", (found - known) + " new notes");
            }
            return found;
        } catch (ExecutionException e) {
            report(client, "poll", "FAILED: " + reason(e));
            return known;
        }
    }

    private void step(String client, String name, Callable<String> step) throws InterruptedException {
        try {
            report(client, name, step.call());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            report(client, name, "FAILED: " + reason(e));
        }
    }

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause instanceof CallFailedException ? cause.getMessage() : cause);
    }

    private void report(String client, String step, String result) {
        out.printf("%-17s  %-17s  %s%n", client, step, result);
    }

    private static Path sampleDocument() throws IOException {
        Path document = Files.createTempFile("case-sync", ".txt");
        Files.writeString(document, "The quick brown fox jumps over the lazy dog.\n".repeat(5_000), UTF_8);
        return document;
    }
}
