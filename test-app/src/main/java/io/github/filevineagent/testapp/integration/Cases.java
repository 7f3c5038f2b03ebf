package io.github.filevineagent.testapp.integration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The part of Filevine's API v2 that this integration uses, over any {@link Transport}.
 *
 * <p>Each method returns a future that fails with a {@link CallFailedException} when Filevine refuses, and with what
 * the transport reports when there is no answer. Property names are read in any case, since descriptions of the API
 * write them in {@code PascalCase} as well as in {@code camelCase}.
 */
final class Cases {
    private static final int PAGE_SIZE = 2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI gateway;
    private final Transport transport;

    Cases(URI gateway, Transport transport) {
        this.gateway = gateway;
        this.transport = transport;
    }

    record Id(@JsonProperty("native") long number) {}

    record Project(Id projectId, String projectName, Id clientId) {}

    record ProjectPage(List<Project> items, boolean hasMore) {}

    record Contact(Id personId, String fullName) {}

    record Note(Id noteId, String body) {}

    record NotePage(List<Note> items) {}

    record DocumentAddress(Id documentId, URI url) {}

    CompletableFuture<List<Project>> projects() {
        return projectsFrom(0, new ArrayList<>());
    }

    private CompletableFuture<List<Project>> projectsFrom(int offset, List<Project> found) {
        return get("Projects?offset=" + offset + "&limit=" + PAGE_SIZE)
                .thenApply(reply -> read(reply, ProjectPage.class))
                .thenCompose(page -> {
                    found.addAll(page.items());
                    // An empty page ends the list whatever it says, or the same page would be asked for again and
                    // again.
                    return page.hasMore() && !page.items().isEmpty()
                            ? projectsFrom(offset + page.items().size(), found)
                            : CompletableFuture.completedFuture(found);
                });
    }

    CompletableFuture<Contact> contact(long contactId) {
        return get("Contacts/" + contactId).thenApply(reply -> read(reply, Contact.class));
    }

    CompletableFuture<Note> createNote(long projectId, String text) {
        Map<String, Object> note = Map.of("projectId", Map.of("native", projectId), "body", text);
        return post("Notes", note).thenApply(reply -> read(reply, Note.class));
    }

    CompletableFuture<List<Note>> latestNotes(long projectId) {
        return get("Projects/" + projectId + "/Notes?limit=50")
                .thenApply(reply -> read(reply, NotePage.class).items());
    }

    /**
     * Uploads in Filevine's three steps: ask for an address, put the contents there, add the document to the project.
     */
    CompletableFuture<Long> upload(long projectId, Path file, String contentType) throws IOException {
        Map<String, Object> document = Map.of(
                "filename", String.valueOf(file.getFileName()),
                "size", Files.size(file),
                "projectId", Map.of("native", projectId));
        return post("Documents", document)
                .thenApply(reply -> read(reply, DocumentAddress.class))
                .thenCompose(address -> {
                    long documentId = address.documentId().number();
                    return send(Call.put(address.url(), new Body.Contents(file, contentType)))
                            .thenCompose(stored -> post("Projects/" + projectId + "/Documents/" + documentId, Map.of()))
                            .thenApply(added -> documentId);
                });
    }

    /** Downloads a document, whether the gateway redirects to the storage or names the storage's address in JSON. */
    CompletableFuture<Reply> download(long documentId) {
        return get("Documents/" + documentId + "/locator")
                .thenCompose(reply -> reply.isJson()
                        ? send(Call.get(read(reply, DocumentAddress.class).url()))
                        : CompletableFuture.completedFuture(reply));
    }

    private CompletableFuture<Reply> get(String path) {
        return send(Call.get(resolve(path)));
    }

    private CompletableFuture<Reply> post(String path, Map<String, Object> body) {
        try {
            return send(Call.post(resolve(path), JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write the body of POST " + path + " as JSON", e);
        }
    }

    private URI resolve(String path) {
        return gateway.resolve("/fv-app/v2/" + path);
    }

    private CompletableFuture<Reply> send(Call call) {
        return transport.send(call).thenApply(reply -> {
            if (!reply.isSuccess()) {
                throw new CallFailedException(call, reply);
            }
            return reply;
        });
    }

    private static <T> T read(Reply reply, Class<T> type) {
        try {
            return JSON.readValue(reply.text(), type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "Filevine's answer is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
