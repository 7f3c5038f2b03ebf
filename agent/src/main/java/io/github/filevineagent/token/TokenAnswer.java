package io.github.filevineagent.token;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The members of a token endpoint's JSON answer that matter (RFC 6749, sections 5.1 and 5.2), not yet judged. Immutable.
 */
final class TokenAnswer {
    private final JsonNode json;

    private TokenAnswer(JsonNode json) {
        this.json = json;
    }

    /** Returns the answer, or null if the body is anything but one whole JSON object. */
    static @Nullable TokenAnswer parse(byte[] body) {
        JsonNode json = Json.read(body);
        return json != null && json.isObject() ? new TokenAnswer(json) : null;
    }

    /** Returns the token, or null if it is missing or no string. */
    @Nullable
    String accessToken() {
        return text("access_token");
    }

    /** Returns the type, or null if it is missing or null; for something that is no string, its JSON text or how that begins. */
    @Nullable
    String tokenType() {
        JsonNode type = json.path("token_type");
        if (type.isContainerNode()) {
            return type.isObject() ? "{" : "[";
        }
        return type.isNull() || type.isMissingNode() ? null : type.asText();
    }

    /** Returns the text of the number or string, or null if it is missing or neither. */
    @Nullable
    String expiresIn() {
        JsonNode seconds = json.path("expires_in");
        return seconds.isNumber() || seconds.isTextual() ? seconds.asText() : null;
    }

    @Nullable
    String scope() {
        return text("scope");
    }

    /** Returns the error code, or null if it is missing, empty or no string. */
    @Nullable
    String error() {
        String error = text("error");
        return error == null || error.isEmpty() ? null : error;
    }

    @Nullable
    String errorDescription() {
        return text("error_description");
    }

    private @Nullable String text(String member) {
        return json.path(member).textValue();
    }
}
