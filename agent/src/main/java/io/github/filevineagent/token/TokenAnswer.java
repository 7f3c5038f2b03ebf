package io.github.filevineagent.token;

import static java.net.HttpURLConnection.HTTP_OK;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.filevineagent.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The members of a token endpoint's JSON answer that matter (RFC 6749, sections 5.1 and 5.2), and whether they are an access
 * token that the agent can use. Immutable.
 */
final class TokenAnswer {
    /** Longer ones would exceed the header limits of most servers. */
    static final int MAX_TOKEN_LENGTH = 16 * 1024;

    private static final int MAX_SECONDS = 24 * 60 * 60;

    /** For an answer without a number: short enough for any real token, long enough not to hammer the server. */
    static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

    /** Filevine's tokens live for about 20 minutes; whatever claims more than this is an error or an overflow. */
    static final Duration MAX_LIFETIME = Duration.ofSeconds(MAX_SECONDS);

    private final JsonNode json;

    private TokenAnswer(JsonNode json) {
        this.json = json;
    }

    /**
     * @param credentials what the request carried and no message may show
     * @param refusals explain an answer that is no token
     * @throws ExchangeException if there is no token, or none that can be used
     */
    static IssuedToken tokenOf(HttpPost.Answer answer, Credentials credentials, Refusals refusals)
            throws ExchangeException {
        TokenAnswer json = parse(answer.body());
        if (answer.status() == HTTP_OK && json == null) {
            throw refusals.unreadable(answer.contentType(), credentials);
        }
        if (answer.status() != HTTP_OK || json == null || json.error() != null) {
            throw refusals.of(answer, json, credentials);
        }
        return json.token(credentials, refusals);
    }

    /** Returns the answer, or null if the body is anything but one whole JSON object. */
    static @Nullable TokenAnswer parse(byte[] body) {
        JsonNode json = Json.read(body);
        return json != null && json.isObject() ? new TokenAnswer(json) : null;
    }

    private IssuedToken token(Credentials credentials, Refusals refusals) throws ExchangeException {
        String token = accessToken();
        if (token == null || !isBearerToken(token)) {
            throw refusals.passing("bad_access_token", badAccessToken(token));
        }
        String type = tokenType();
        if (type != null && !type.equalsIgnoreCase("Bearer")) {
            throw refusals.passing(
                    "bad_token_type", "token_type is \"" + credentials.quote(type) + "\"; only Bearer can be used.");
        }
        Duration lifetime = lifetime(expiresIn());
        if (lifetime.isZero()) {
            throw refusals.passing("expired_on_arrival", "the token has expired already: expires_in is not positive.");
        }
        return new IssuedToken(Secret.of(token), lifetime, scope());
    }

    private static String badAccessToken(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "the answer has no access_token.";
        }
        return token.length() > MAX_TOKEN_LENGTH
                ? "the access_token is longer than " + MAX_TOKEN_LENGTH + " characters, too long for a header."
                : "the access_token has characters that RFC 6750 does not allow in a header.";
    }

    /** Returns whether it is a {@code b68token} of RFC 6750, section 2.1: what may stand after {@code Bearer} in a header. */
    static boolean isBearerToken(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        if (end == 0 || token.length() > MAX_TOKEN_LENGTH) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (!isTokenCharacter(token.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) != -1;
    }

    /**
     * Returns the whole seconds of {@code expires_in}, at most {@link #MAX_LIFETIME}; zero if it is zero or negative;
     * {@link #ASSUMED_LIFETIME} if it is missing or no decimal number.
     */
    static Duration lifetime(@Nullable String expiresIn) {
        if (expiresIn == null || !hasOnlyNumberCharacters(expiresIn)) {
            return ASSUMED_LIFETIME;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(expiresIn);
        } catch (NumberFormatException e) {
            return ASSUMED_LIFETIME;
        }
        return Duration.ofSeconds((long) Math.max(0, Math.min(seconds, MAX_SECONDS)));
    }

    /** Keeps out what only Java takes for a number: {@code NaN}, {@code Infinity}, {@code 0x1p3}, {@code 1200d}. */
    private static boolean hasOnlyNumberCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) == -1) {
                return false;
            }
        }
        return true;
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
