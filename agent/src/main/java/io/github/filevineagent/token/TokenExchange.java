package io.github.filevineagent.token;

/** Trades a profile's long-lived credentials for a short-lived access token. */
public interface TokenExchange {

    /**
     * Performs one exchange and blocks until it has an answer or its deadline has passed.
     *
     * @throws ExchangeException with the cause and what can be done about it; never shows a secret
     */
    IssuedToken exchange() throws ExchangeException;

    /**
     * Returns whether the profile's secret files hold something else than what the last exchange has sent. Reads those files,
     * makes no network call, ends within the exchange's deadline, and never throws: a file that can't be read has nothing
     * else to offer.
     */
    boolean credentialsChanged();

    /**
     * Waits for the end of what the last exchange has left behind, such as a thread, or a connection that is being closed since
     * its deadline has passed; a moment at most. So whoever counts exchanges does not have more of these than he counts.
     */
    default void awaitEnd() {}

    /**
     * Takes note that a request of the application waits for the exchange that is in progress, or for the next. Returns at
     * once; for any thread.
     */
    default void requestWaits() {}
}
