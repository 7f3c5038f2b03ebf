package io.github.filevineagent.token;

import static java.net.HttpURLConnection.HTTP_OK;

import io.github.filevineagent.config.Secret;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides whether an answer is an access token that the agent can use (RFC 6749, section 5.1; RFC 6750). Immutable. */
final class AnswerInterpreter {
    private final Failures failures;
    private final Refusals refusals;

    AnswerInterpreter(ExchangeSettings settings, Failures failures, Clock clock) {
        this.failures = failures;
        this.refusals = new Refusals(settings, failures, clock);
    }

    /**
     * @param credentials what the request carried and no message may show
     * @throws ExchangeException if there is no token, or none that can be used
     */
    IssuedToken tokenOf(HttpAnswer answer, Credentials credentials) throws ExchangeException {
        TokenAnswer json = TokenAnswer.parse(answer.body());
        if (answer.status() == HTTP_OK && json == null) {
            throw unreadable(answer.contentType(), credentials);
        }
        if (answer.status() != HTTP_OK || json == null || json.error() != null) {
            throw refusals.of(answer, json, credentials);
        }
        String token = json.accessToken();
        if (token == null || !BearerSyntax.accepts(token)) {
            throw failures.passing("bad_access_token", badAccessToken(token));
        }
        String type = json.tokenType();
        if (type != null && !type.equalsIgnoreCase("Bearer")) {
            throw failures.passing(
                    "bad_token_type", "token_type is \"" + credentials.quote(type) + "\"; only Bearer can be used.");
        }
        Duration lifetime = TokenLifetime.of(json.expiresIn());
        if (lifetime.isZero()) {
            throw failures.passing("expired_on_arrival", "the token has expired already: expires_in is not positive.");
        }
        return new IssuedToken(Secret.of(token), lifetime, json.scope());
    }

    private ExchangeException unreadable(@Nullable String contentType, Credentials credentials) {
        return failures.passing(
                "unreadable_answer",
                "the answer is no JSON object (Content-Type "
                        + (contentType == null ? "missing" : credentials.quote(contentType))
                        + "). Check the address, and whether a proxy or a login page answers in the server's place.");
    }

    private static String badAccessToken(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "the answer has no access_token.";
        }
        return token.length() > BearerSyntax.MAX_LENGTH
                ? "the access_token is longer than " + BearerSyntax.MAX_LENGTH + " characters, too long for a header."
                : "the access_token has characters that RFC 6750 does not allow in a header.";
    }
}
