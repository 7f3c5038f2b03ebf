package io.github.filevineagent.management;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JMX shows of a profile, as {@code io.github.filevineagent:type=Profile,name=NAME}. Public because JMX asks for it;
 * no attribute holds a token or a secret. Moments are {@link Date}s because that is what open types know.
 */
@ProfileMXBean.Meaning("A set of Filevine credentials and its access token, as filevine-agent keeps it")
public interface ProfileMXBean {
    @Meaning("The agent's version")
    String getVersion();

    @Meaning("The hosts whose requests get the token")
    String[] getGatewayHosts();

    @Meaning("The organisation that requests carry as x-fv-orgid unless they name one; null for none, or not known yet")
    @Nullable
    String getOrganisation();

    @Meaning(
            "FRESH; STALE: valid, its successor is being fetched; MISSING: none, one is being fetched; REFUSED: the identity"
                    + " server has refused the credentials; UNUSED: none is fetched before a request wants one")
    String getState();

    @Meaning("Until when the current token is used; null if there is none")
    @Nullable
    Date getExpiry();

    @Meaning("When an exchange last gave a token; null if none has")
    @Nullable
    Date getLastRefresh();

    @Meaning("When the next exchange is due, which is now if that has passed; null: when a request wants one")
    @Nullable
    Date getNextRefresh();

    @Meaning("Why the last exchange failed, with its reason's code in front; null if it did not")
    @Nullable
    String getLastError();

    @Meaning(
            "Whether the identity server refused the credentials in the last exchange; the token there is may still be valid")
    boolean isCredentialsRefused();

    @Meaning("How many exchanges have failed since the last one that gave a token")
    long getConsecutiveFailures();

    @Meaning("How many exchanges were made, failed ones included")
    long getExchanges();

    @Meaning("How often each reason has made an exchange fail")
    Map<String, Long> getFailures();

    @Meaning("How many requests got the token")
    long getAuthorizedRequests();

    @Meaning("How many gateway requests went without it: they had a header of their own, or there was no token")
    long getPassedRequests();

    @Meaning("How many gateway requests failed because there was no token")
    long getFailedRequests();

    @Meaning("How many requests were sent again after a 401")
    long getReplayedRequests();

    @Meaning("Fetches a new token now, waits for it for up to 30 seconds, and returns what came of it")
    String refreshNow();

    /** What an MBean, or one of its attributes or operations, is, as a JMX client shows it. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Meaning {
        String value();
    }
}
