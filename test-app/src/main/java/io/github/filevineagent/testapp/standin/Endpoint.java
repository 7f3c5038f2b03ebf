package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one server and tells the observer. Subclasses are thread-safe. */
abstract class Endpoint implements Function<RecordedRequest, MockResponse> {
    private static final String ORGANISATION = "x-fv-orgid";

    private final Server server;
    private final Observer observer;

    Endpoint(Server server, Observer observer) {
        this.server = server;
        this.observer = observer;
    }

    @Override
    public final MockResponse apply(RecordedRequest request) {
        Answer answer = answer(request);
        observer.saw(new Seen(
                server,
                request.getMethod(),
                shown(request),
                answer.response().getCode(),
                answer.generation(),
                answer.remark(),
                organisation(request)));
        return answer.response();
    }

    abstract Answer answer(RecordedRequest request);

    Server server() {
        return server;
    }

    /** Returns the organisation that a request is for, or null where it does not say. */
    static @Nullable String organisation(RecordedRequest request) {
        return request.getHeaders().get(ORGANISATION);
    }

    /** Returns the part of the request's target that may be shown. */
    String shown(RecordedRequest request) {
        return request.getTarget();
    }
}
