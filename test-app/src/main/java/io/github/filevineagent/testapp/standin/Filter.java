package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Stands before the servers of a stand-in: sees each request as it came, and may answer in their place. Thread-safe. */
@FunctionalInterface
public interface Filter {
    /** Lets each request through. */
    Filter NONE = (server, request, next) -> next.get();

    /**
     * Returns the answer to a request.
     *
     * @param next has the server answer it
     */
    MockResponse answer(Server server, RecordedRequest request, Supplier<MockResponse> next);
}
