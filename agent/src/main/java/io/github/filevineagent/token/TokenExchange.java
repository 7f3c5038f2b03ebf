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
     * Returns a number that differs as soon as the content of one of the profile's secret files does. Reads those files,
     * makes no network call, and never throws: a file that can't be read has a number, too.
     */
    long credentialsVersion();
}
