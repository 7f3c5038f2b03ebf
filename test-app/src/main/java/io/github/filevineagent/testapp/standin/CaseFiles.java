package io.github.filevineagent.testapp.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A law firm's few cases, behind the paths of Filevine's API v2. Knows nothing of credentials. Thread-safe. */
final class CaseFiles {
    /** A project that exists, to write notes and documents to. */
    static final long PROJECT = 1001;

    private static final List<Map<String, Object>> PROJECTS = List.of(
            Map.of("projectId", id(PROJECT), "projectName", "Alvarez v. Northside Transit", "clientId", id(501)),
            Map.of("projectId", id(1002), "projectName", "Estate of Baker", "clientId", id(502)),
            Map.of("projectId", id(1003), "projectName", "Chen v. Harbor Foods", "clientId", id(503)));
    private static final Map<Long, String> CONTACTS =
            Map.of(501L, "Maria Alvarez", 502L, "Jonathan Baker", 503L, "Lily Chen");

    private final Storage storage;
    private final AtomicLong nextId = new AtomicLong(9001);
    private final List<Map<String, Object>> notes = new CopyOnWriteArrayList<>();
    private final List<Route> routes = List.of(
            Route.of("POST", "/utils/GetUserOrgsWithToken", (request, match) -> userAndOrgs()),
            Route.of("GET", "/Projects", (request, match) -> page(PROJECTS, request)),
            Route.of("GET", "/Projects/(\\d+)/Notes", (request, match) -> page(notesOf(number(match)), request)),
            Route.of("POST", "/Projects/(\\d+)/Documents/(\\d+)", (request, match) -> added(match)),
            Route.of("GET", "/Contacts/(\\d+)", (request, match) -> contact(number(match))),
            Route.of("POST", "/Notes", (request, match) -> createNote(Json.of(request))),
            Route.of("POST", "/Documents", (request, match) -> uploadAddress()),
            Route.of("GET", "/Documents/(\\d+)/locator", (request, match) -> download(number(match))));

    CaseFiles(Storage storage) {
        this.storage = storage;
    }

    private interface Handler {
        Answer answer(RecordedRequest request, MatchResult match);
    }

    private record Route(String method, Pattern path, Handler handler) {
        static Route of(String method, String path, Handler handler) {
            return new Route(method, Pattern.compile("/fv-app/v2" + path, Pattern.CASE_INSENSITIVE), handler);
        }

        @Nullable
        Answer answer(RecordedRequest request) {
            Matcher matcher = path.matcher(request.getUrl().encodedPath());
            return method.equals(request.getMethod()) && matcher.matches()
                    ? handler.answer(request, matcher.toMatchResult())
                    : null;
        }
    }

    Answer answer(RecordedRequest request) {
        for (Route route : routes) {
            Answer answer = route.answer(request);
            if (answer != null) {
                return answer;
            }
        }
        return notFound();
    }

    private static Answer userAndOrgs() {
        return ok(Map.of(
                "user", Map.of("userId", id(77), "fullName", "Integration Service"),
                "orgs", List.of(Map.of("orgId", 42, "name", "Example Law"))));
    }

    private static Answer page(List<Map<String, Object>> all, RecordedRequest request) {
        int offset = Math.min(query(request, "offset", 0), all.size());
        int limit = query(request, "limit", 50);
        int end = Math.min(offset + limit, all.size());
        return ok(Map.of(
                "count",
                end - offset,
                "offset",
                offset,
                "limit",
                limit,
                "hasMore",
                end < all.size(),
                "items",
                all.subList(offset, end)));
    }

    private static int query(RecordedRequest request, String name, int otherwise) {
        HttpUrl url = request.getUrl();
        String value = url.queryParameter(name);
        return value != null && value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    private static Answer contact(long contactId) {
        String name = CONTACTS.get(contactId);
        return name == null ? notFound() : ok(Map.of("personId", id(contactId), "fullName", name));
    }

    private List<Map<String, Object>> notesOf(long projectId) {
        List<Map<String, Object>> found = new ArrayList<>(notes);
        found.removeIf(note -> !id(projectId).equals(note.get("projectId")));
        return found;
    }

    private Answer createNote(JsonNode request) {
        String body = request.path("body").asText();
        long projectId = request.path("projectId").path("native").asLong();
        if (body.isEmpty() || projectId == 0) {
            return Answer.of(Json.response(400, Map.of("message", "A note needs body and projectId.native")));
        }
        Map<String, Object> note =
                Map.of("noteId", id(nextId.getAndIncrement()), "projectId", id(projectId), "body", body);
        notes.add(note);
        return ok(note);
    }

    private Answer uploadAddress() {
        long documentId = nextId.getAndIncrement();
        return ok(Map.of("documentId", id(documentId), "url", storage.presign(documentId)));
    }

    private Answer added(MatchResult match) {
        long documentId = Long.parseLong(match.group(2));
        return storage.holds(documentId)
                ? ok(Map.of("documentId", id(documentId), "projectId", id(number(match))))
                : notFound();
    }

    private Answer download(long documentId) {
        if (!storage.holds(documentId)) {
            return notFound();
        }
        return Answer.of(new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", storage.presign(documentId))
                        .build())
                .withRemark(Remark.TO_STORAGE);
    }

    private static long number(MatchResult match) {
        return Long.parseLong(match.group(1));
    }

    private static Map<String, Long> id(long number) {
        return Map.of("native", number);
    }

    private static Answer ok(Map<String, ?> body) {
        return Answer.of(Json.response(200, body));
    }

    private static Answer notFound() {
        return Answer.of(Json.response(404, Map.of("message", "Not found")));
    }
}
