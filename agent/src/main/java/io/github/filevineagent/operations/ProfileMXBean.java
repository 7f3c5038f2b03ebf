package io.github.filevineagent.operations;

import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JMX shows of a profile, as {@code io.github.filevineagent:type=Profile,name=NAME}. Public because JMX asks for it;
 * no attribute holds a token or a secret. Moments are {@link Date}s because that is what open types know.
 */
public interface ProfileMXBean {
    /** Returns FRESH, STALE, MISSING, REFUSED, or UNUSED, for which none is fetched before a request wants one. */
    String getState();

    /** Returns until when the current token is used, or null if there is none. */
    @Nullable
    Date getExpiry();

    /** Returns when an exchange last gave a token, or null if none has. */
    @Nullable
    Date getLastRefresh();

    /** Returns when the next exchange is due; a moment that has passed means now. Null: when a request wants it. */
    @Nullable
    Date getNextRefresh();

    /** Returns why the last exchange failed, or null if it did not. */
    @Nullable
    String getLastError();

    /** Returns how many exchanges were made, failed ones included. */
    long getExchanges();

    /** Returns how often each reason has made an exchange fail. */
    Map<String, Long> getFailures();

    /** Returns to how many requests the header was added. */
    long getAuthorizedRequests();

    /** Returns how many gateway requests went without our header: they had their own, or there was no token. */
    long getPassedRequests();

    /** Returns how many gateway requests failed because there was no token. */
    long getFailedRequests();

    /** Returns how many requests were sent again after a 401. */
    long getReplayedRequests();

    /** Asks for a new token now, and returns at once. */
    void refreshNow();
}
