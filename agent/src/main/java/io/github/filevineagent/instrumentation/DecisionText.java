package io.github.filevineagent.instrumentation;

/** What becomes of requests to a gateway host, for the log. Constants, so that nothing is loaded for them. */
final class DecisionText {
    static final String WITHHELD =
            "a gateway host, but they go through a proxy that could read the token, so they get none";
    static final String NO_PROFILE = "a gateway host, but no profile on it is for them, so they get no token";
    static final String AUTHORIZED_OTHERWISE =
            "a gateway host, but they have an Authorization header already, so they go as they are";
    static final String WITH_TOKEN = "a gateway host, so they go with the token of profile ";

    private DecisionText() {}
}
