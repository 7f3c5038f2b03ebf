package io.github.filevineagent.testapp.integration;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP call, independent of the client that makes it. */
record Call(String method, URI uri, @Nullable Body body, Map<String, String> headers) {
    /** The header by which servers, and people who read their logs, tell one call from another. */
    static final String NUMBER = "x-request-id";

    static Call get(URI uri) {
        return new Call("GET", uri, null, Map.of());
    }

    static Call post(URI uri, String json) {
        return new Call("POST", uri, new Body.Json(json), Map.of());
    }

    static Call put(URI uri, Body.Contents contents) {
        return new Call("PUT", uri, contents, Map.of());
    }

    Call withHeaders(Map<String, String> newHeaders) {
        return new Call(method, uri, body, newHeaders);
    }

    /**
     * Returns method and address for messages, with the number of the call if it has one; without the query, which may hold
     * the signature of a presigned address.
     */
    @Override
    public String toString() {
        String number = headers.get(NUMBER);
        return method + " " + uri.getPath() + (number == null ? "" : " (call " + number + ")");
    }
}
