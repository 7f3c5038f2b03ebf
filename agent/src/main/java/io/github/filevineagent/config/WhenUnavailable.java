package io.github.filevineagent.config;

/** What becomes of a gateway request for which there is no valid token in time. */
public enum WhenUnavailable {
    /** It fails with an {@code IOException} that says why. */
    FAIL,
    /** It is sent without the header. */
    PASS
}
