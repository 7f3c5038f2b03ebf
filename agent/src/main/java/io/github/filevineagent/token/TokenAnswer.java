package io.github.filevineagent.token;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The members of a token endpoint's JSON answer that matter (RFC 6749, sections 5.1 and 5.2), not yet judged. For one thread.
 *
 * <p>Of a duplicate member the last one counts, as in nearly every JSON parser; unknown members are skipped.
 */
final class TokenAnswer {
    private @Nullable String accessToken;
    private @Nullable String tokenType;
    private @Nullable String expiresIn;
    private @Nullable String scope;
    private @Nullable String error;
    private @Nullable String errorDescription;

    private TokenAnswer() {}

    /** Returns the answer, or null if the body is anything but one whole JSON object. */
    static @Nullable TokenAnswer parse(byte[] body) {
        try (JsonReader json = StrictJson.readerOf(body)) {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                return null;
            }
            TokenAnswer answer = new TokenAnswer();
            json.beginObject();
            while (json.hasNext()) {
                answer.take(json.nextName(), json);
            }
            json.endObject();
            return json.peek() == JsonToken.END_DOCUMENT ? answer : null;
        } catch (IOException e) {
            // Dropped, because its message can quote the body.
            return null;
        }
    }

    private void take(String name, JsonReader json) throws IOException {
        JsonToken type = json.peek();
        String text = textOf(type, json);
        String string = type == JsonToken.STRING ? text : null;
        switch (name) {
            case "access_token":
                accessToken = string;
                break;
            case "token_type":
                tokenType = text;
                break;
            case "expires_in":
                expiresIn = type == JsonToken.NUMBER ? text : string;
                break;
            case "scope":
                scope = string;
                break;
            case "error":
                error = string == null || string.isEmpty() ? null : string;
                break;
            case "error_description":
                errorDescription = string;
                break;
            default:
                break;
        }
    }

    /** Reads a value, and returns its text: null for null, and for an object or an array how it begins. */
    private static @Nullable String textOf(JsonToken type, JsonReader json) throws IOException {
        if (type == JsonToken.STRING || type == JsonToken.NUMBER) {
            return json.nextString();
        }
        if (type == JsonToken.BOOLEAN) {
            return String.valueOf(json.nextBoolean());
        }
        json.skipValue();
        if (type == JsonToken.NULL) {
            return null;
        }
        return type == JsonToken.BEGIN_OBJECT ? "{" : "[";
    }

    /** Returns the token, or null if it is missing or no string. */
    @Nullable
    String accessToken() {
        return accessToken;
    }

    /** Returns the type, or null if it is missing or null; for something that is no string, its JSON text or how that begins. */
    @Nullable
    String tokenType() {
        return tokenType;
    }

    /** Returns the text of the number or string, or null if it is missing or neither. */
    @Nullable
    String expiresIn() {
        return expiresIn;
    }

    @Nullable
    String scope() {
        return scope;
    }

    /** Returns the error code, or null if it is missing, empty or no string. */
    @Nullable
    String error() {
        return error;
    }

    @Nullable
    String errorDescription() {
        return errorDescription;
    }
}
