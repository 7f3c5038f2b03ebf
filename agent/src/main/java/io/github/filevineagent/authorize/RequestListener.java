package io.github.filevineagent.authorize;

/** Hears of what becomes of requests, on their own threads and those of the agent, so it must be quick. */
public interface RequestListener {
    /** A request to this host is sent again with a fresh token. */
    void replayed(String host);

    /**
     * A request to a gateway host has no token.
     *
     * @param failed whether it fails, and is not sent without
     */
    default void withoutToken(String host, boolean failed) {}
}
