package io.github.filevineagent.testapp.standin;

import org.jspecify.annotations.Nullable;

/** What a token request must hold; client id and secret only where they are not null. */
public record ClientCredentials(
        String personalAccessToken,
        @Nullable String clientId,
        @Nullable String clientSecret) {

    /** Returns credentials of a Personal Access Token only. */
    public static ClientCredentials of(String personalAccessToken) {
        return new ClientCredentials(personalAccessToken, null, null);
    }

    /** Returns a mask, so that no message shows a secret by accident. */
    @Override
    public String toString() {
        return "***";
    }
}
