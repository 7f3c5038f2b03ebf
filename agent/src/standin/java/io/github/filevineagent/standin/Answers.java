package io.github.filevineagent.standin;

import java.time.Duration;
import mockwebserver3.MockResponse;

/** What Filevine's servers answer, as far as it is the same whoever plays them. */
public final class Answers {
    private Answers() {}

    /** Returns an answer with a body of JSON. */
    public static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** Returns what the token endpoint makes of a request that it refuses. */
    public static MockResponse refusal(Verdict verdict) {
        return uncached(json(verdict.status(), verdict.json()));
    }

    /** Returns the token endpoint's answer to a request that it grants, for the given scope. */
    public static MockResponse grant(String accessToken, Duration lifetime, String scope) {
        return uncached(json(200, grantJson(accessToken, lifetime, scope)));
    }

    /**
     * Returns the body of {@link #grant}.
     *
     * @param lifetime in whole seconds
     * @param scope of characters that JSON need not escape, as the token (RFC 6749, appendix A)
     */
    public static String grantJson(String accessToken, Duration lifetime, String scope) {
        return "{\"access_token\":\"" + accessToken + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                + lifetime.toSeconds() + ",\"scope\":\"" + scope + "\"}";
    }

    /** Says what RFC 6749, section 5.1, wants to be said of answers with a token. */
    private static MockResponse uncached(MockResponse answer) {
        return answer.newBuilder().setHeader("Cache-Control", "no-store").build();
    }
}
