package io.github.filevineagent.testapp.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** JSON in requests and responses. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static MockResponse response(int status, Map<String, ?> body) {
        try {
            return new MockResponse.Builder()
                    .code(status)
                    .setHeader("Content-Type", "application/json")
                    .body(MAPPER.writeValueAsString(body))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the request's JSON; a missing node if it has none, or none that can be read. */
    static JsonNode of(RecordedRequest request) {
        ByteString body = request.getBody();
        try {
            return MAPPER.readTree(body == null ? "" : body.utf8());
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
