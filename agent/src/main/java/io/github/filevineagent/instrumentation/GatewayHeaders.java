package io.github.filevineagent.instrumentation;

/** The headers that the agent adds to gateway requests. */
final class GatewayHeaders {
    static final String AUTHORIZATION = "Authorization";
    static final String ORG_ID = "x-fv-orgid";
    static final String USER_ID = "x-fv-userid";

    private static final String BEARER = "Bearer ";

    private GatewayHeaders() {}

    /**
     * Returns whether an {@code Authorization} value that the application did not set comes from the agent: what the JDK
     * sets by itself is Basic, Digest, NTLM or Negotiate.
     */
    static boolean isOurs(String authorization) {
        return authorization.startsWith(BEARER);
    }
}
