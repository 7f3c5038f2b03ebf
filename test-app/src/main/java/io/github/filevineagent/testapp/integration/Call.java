package io.github.filevineagent.testapp.integration;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One HTTP call, independent of the client that makes it. */
record Call(String method, URI uri, @Nullable Body body) {

    static Call get(URI uri) {
        return new Call("GET", uri, null);
    }

    static Call post(URI uri, String json) {
        return new Call("POST", uri, new Body.Json(json));
    }

    static Call put(URI uri, Body.Contents contents) {
        return new Call("PUT", uri, contents);
    }

    /**
     * Returns method and address for messages; without the query, which may hold the signature of a presigned address.
     */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
