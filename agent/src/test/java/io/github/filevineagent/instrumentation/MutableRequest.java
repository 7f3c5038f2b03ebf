package io.github.filevineagent.instrumentation;

import io.github.filevineagent.it.client.SubclassedRequest;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** A request of a library's own, that names another organisation each time that it is asked. */
final class MutableRequest extends SubclassedRequest {
    volatile String organisation = "";

    MutableRequest(HttpRequest request) {
        super(request);
    }

    @Override
    public HttpHeaders headers() {
        return HttpHeaders.of(Map.of("x-fv-orgid", List.of(organisation)), (name, value) -> true);
    }
}
