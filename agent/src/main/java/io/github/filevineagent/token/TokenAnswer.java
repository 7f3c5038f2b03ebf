package io.github.filevineagent.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
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

    /**
     * Loads the parser, so that the first answer need not wait for it: some 70 classes, and on JDK 25 the tables of {@code
     * BigDecimal}, which were measured to take 15 ms.
     */
    static void loadParser() {
        TokenAnswer unused = parse(new byte[] {'{', '}'});
    }

    /** Returns the answer, or null if the body is anything but one whole JSON object, nested no deeper than Jackson allows. */
    static @Nullable TokenAnswer parse(byte[] body) {
        // No pooled buffers: they would keep the token's characters, and the next exchange is minutes away.
        JsonFactory factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        try (JsonParser json = factory.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            TokenAnswer answer = new TokenAnswer();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                answer.take(name, json.nextToken(), json);
                json.skipChildren();
            }
            return json.nextToken() == null ? answer : null;
        } catch (IOException e) {
            // Dropped, because Jackson's messages quote the body, and with it perhaps a token.
            return null;
        }
    }

    private void take(String name, JsonToken type, JsonParser json) throws IOException {
        String string = type == JsonToken.VALUE_STRING ? json.getText() : null;
        switch (name) {
            case "access_token":
                accessToken = string;
                break;
            case "token_type":
                tokenType = string == null && type != JsonToken.VALUE_NULL ? json.getText() : string;
                break;
            case "expires_in":
                expiresIn = type.isNumeric() ? json.getText() : string;
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

    /** Returns the token, or null if it is missing or no string. */
    @Nullable
    String accessToken() {
        return accessToken;
    }

    /** Returns the type, or null if it is missing or null; for something that is no string, its JSON text. */
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
