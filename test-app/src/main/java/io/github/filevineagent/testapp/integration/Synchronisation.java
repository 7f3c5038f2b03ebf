package io.github.filevineagent.testapp.integration;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The steps of the program with one client. A step that fails is reported, and the next one may follow. */
final class Synchronisation {
    private final String client;
    private final Cases cases;
    private final PrintStream out;

    Synchronisation(String client, Cases cases, PrintStream out) {
        this.client = client;
        this.cases = cases;
        this.out = out;
    }

    /** Reads projects, and the clients of the first. Returns whether all has succeeded. */
    boolean read() throws InterruptedException {
        List<Cases.Project> projects = new ArrayList<>();
        boolean succeeded = listProjects(projects);
        if (!projects.isEmpty()) {
            succeeded &= step("read contacts", () -> readClients(projects));
        }
        return succeeded;
    }

    /** Lists all projects, and returns whether that has succeeded. */
    boolean listProjects() throws InterruptedException {
        return listProjects(new ArrayList<>());
    }

    private boolean listProjects(List<Cases.Project> found) throws InterruptedException {
        return step("list projects", () -> {
            found.addAll(cases.projects().get());
            return found.size() + " projects";
        });
    }

    /** Reads the clients of the first projects. All calls are begun before the first answer is looked at. */
    private String readClients(List<Cases.Project> projects) throws ExecutionException, InterruptedException {
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

    /** Writes a note and the document to the project, and reads the document back. Returns whether all has succeeded. */
    boolean write(long project, Path document) throws InterruptedException {
        boolean succeeded = step("create note", () -> {
            Cases.Note note =
                    cases.createNote(project, "Synchronised with " + client).get();
            return "note " + note.noteId().number();
        });
        List<Long> uploaded = new ArrayList<>();
        succeeded &= step("upload document", () -> {
            uploaded.add(cases.upload(project, document, "text/plain").get());
            return Files.size(document) + " bytes, streamed";
        });
        for (long documentId : uploaded) {
            succeeded &= step(
                    "download document", () -> cases.download(documentId).get().size() + " bytes");
        }
        return succeeded;
    }

    /** Looks for notes, reports it if there are more than were known, and returns how many are known now. */
    int poll(long project, int known) throws InterruptedException {
        try {
            int found = cases.latestNotes(project).get().size();
            if (found > known) {
                report("poll", "new notes: " + (found - known));
            }
            return found;
        } catch (ExecutionException e) {
            report("poll", "FAILED: " + reason(e));
            return known;
        }
    }

    private boolean step(String name, Callable<String> step) throws InterruptedException {
        try {
            report(name, step.call());
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            report(name, "FAILED: " + reason(e));
            return false;
        }
    }

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause instanceof CallFailedException ? cause.getMessage() : cause);
    }

    private void report(String step, String result) {
        // In one piece: several threads may report.
        out.println(String.format("%-17s  %-17s  %s", client, step, result));
    }
}
