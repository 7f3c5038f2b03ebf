package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Gateway;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code HttpURLConnection} do. This client blocks its caller by design, so waiting for a token does,
 * too: for {@code filevine.token-wait}, or for the connection's own timeouts where both are set and are together shorter.
 *
 * <p>The JDK connects before it asks for headers, and the application may have connected long before, so the socket is
 * open while a request waits. It stays: the handshake is done when the token comes. A server that closes idle connections
 * may have closed it by then, so it is looked at after the wait, and replaced where that is so. The JDK would do so itself,
 * but not in a streaming mode, and not for a POST with {@code sun.net.http.retryPost=false}. A request that fails here
 * leaves no socket.
 *
 * <p>Thread-safe; the JDK lets one thread at a time into a connection's request.
 */
final class UrlConnectionHooks {
    private static final int UNAUTHORIZED = 401;

    private final Authorizer authorizer;
    private final PlainHttpProxy plainHttpProxy;

    /** The connections that have had a 401 of ours, each with the rejected header value if it is about to be sent once more. */
    private final Map<HttpURLConnection, Optional<String>> replays = Collections.synchronizedMap(new WeakHashMap<>());

    UrlConnectionHooks(Authorizer authorizer, PlainHttpProxy plainHttpProxy) {
        this.authorizer = authorizer;
        this.plainHttpProxy = plainHttpProxy;
    }

    void beforeWrite(HttpURLConnection connection) throws IOException {
        if (Thread.currentThread() instanceof AgentThread) {
            return;
        }
        Profile passing = null;
        long endOfWait = 0;
        // Once, or once more after each wait: the profiles may have been replaced, and so may the connection.
        for (Profile profile = prepare(connection); profile != null; profile = prepare(connection)) {
            String authorization = profile.tokens().authorization();
            if (authorization != null) {
                profile.countAuthorized(authorization);
                UrlConnectionInternals.setRequestHeader(connection, GatewayHeaders.AUTHORIZATION, authorization);
                return;
            }
            if (profile == passing) {
                UrlConnectionInternals.removeRequestHeader(connection, GatewayHeaders.AUTHORIZATION);
                return;
            }
            // One request waits once, even if it has to wait for a second profile's token.
            endOfWait = endOfWait != 0 ? endOfWait : System.nanoTime() + waitNanos(connection);
            passing = goesOnAfterWait(connection, profile, endOfWait - System.nanoTime()) ? null : profile;
            reconnectIfClosed(connection);
        }
    }

    /**
     * Gives a request all headers of ours but the token.
     *
     * @return the profile whose token it is to have, or null if it is to have none
     */
    private @Nullable Profile prepare(HttpURLConnection connection) throws IOException {
        Gateway gateway = gatewayOf(connection);
        URL url = connection.getURL();
        if (gateway == null) {
            authorizer.passBy(url.getProtocol(), url.getHost(), url.getPort());
            removeOurs(connection);
            return null;
        }
        String organisation = organisationOf(connection, gateway);
        Profile profile = gateway.profileFor(organisation);
        if (isReadableByProxy(connection)) {
            tell(url, DecisionText.WITHHELD);
            removeOurs(connection);
            if (profile != null) {
                profile.countPassedWithoutToken(connection.getURL().getHost());
            }
            return null;
        }
        String host = url.getHost();
        if (profile == null) {
            tell(url, DecisionText.NO_PROFILE);
            removeOurs(connection);
            failUnlessAuthorizedOtherwise(connection, () -> authorizer.withoutProfile(gateway, host, organisation));
            return null;
        }
        String earlier = ourAuthorization(connection);
        if (earlier != null && gateway.isShared() && !profile.hasGiven(earlier)) {
            if (organisation == null && !isSuccessor(profile, connection)) {
                removeOurs(connection);
                failUnlessAuthorizedOtherwise(connection, () -> authorizer.withoutEarlierProfile(host));
                return null;
            }
            // At once, so that whatever may fail it never stands beside the ids of another profile.
            UrlConnectionInternals.removeRequestHeader(connection, GatewayHeaders.AUTHORIZATION);
        }
        if (organisation == null) {
            setUnlessByApplication(connection, GatewayHeaders.ORG_ID, profile.orgId());
        } else if (UrlConnectionInternals.requestHeader(connection, GatewayHeaders.ORG_ID) == null) {
            // The JDK has lost it at a redirect that turns a POST into a GET, which is for this organisation all the
            // same.
            UrlConnectionInternals.setRequestHeader(connection, GatewayHeaders.ORG_ID, organisation);
        }
        setUnlessByApplication(connection, GatewayHeaders.USER_ID, profile.userId());
        if (earlier == null && isAuthorizedOtherwise(connection)) {
            tell(url, DecisionText.AUTHORIZED_OTHERWISE);
            profile.countPassed();
            return null;
        }
        if (authorizer.tellsDecisions()) {
            tell(url, DecisionText.WITH_TOKEN + profile.name());
        }
        return profile;
    }

    private void tell(URL url, String decision) {
        if (authorizer.tellsDecisions()) {
            authorizer.tellDecision(url.getProtocol(), url.getHost(), url.getPort(), decision);
        }
    }

    private static void failUnlessAuthorizedOtherwise(
            HttpURLConnection connection, Supplier<@Nullable TokenUnavailableException> decision) throws IOException {
        TokenUnavailableException failure = isAuthorizedOtherwise(connection) ? null : decision.get();
        if (failure != null) {
            UrlConnectionInternals.disconnect(connection);
            throw failure.forApplication();
        }
    }

    /**
     * Waits for a fresh token before the application's {@code Authenticator} gets to see the 401: it knows nothing of the
     * token, and many an {@code Authenticator} gives a proxy's password to whoever asks. What a replay is answered is the
     * JDK's to handle, and so is a 401 without a replay.
     */
    boolean onUnauthorized(HttpURLConnection connection) {
        String sent = authorizer.replaysUnauthorized() ? ourAuthorization(connection) : null;
        Profile profile = sent == null ? null : profileThatGave(sent, connection);
        if (sent == null || profile == null) {
            explain(connection);
            return false;
        }
        CompletableFuture<@Nullable String> fresh = profile.tokens().renew(sent);
        long endOfWait = System.nanoTime() + waitNanos(connection);
        boolean isFirst = replays.putIfAbsent(connection, Optional.empty()) == null;
        if (!isFirst) {
            URL url = connection.getURL();
            authorizer.stillUnauthorized(profile, url.getProtocol(), url.getHost(), url.getPort());
        }
        if (!isFirst || !maySendTwice()) {
            // The exchange is made all the same, for the application's next attempt; nobody waits for it here.
            fresh.cancel(false);
            return false;
        }
        boolean isRenewed = completesInTime(fresh, endOfWait);
        Profile successor = profileThatGave(sent, connection);
        while (!isRenewed && successor != null && successor != profile) {
            // What this has waited for will not come: the profile is gone. Its successor is for the same firm.
            profile = successor;
            isRenewed = completesInTime(profile.tokens().renew(sent), endOfWait);
            successor = profileThatGave(sent, connection);
        }
        if (!isRenewed || successor == null) {
            return false;
        }
        replays.put(connection, Optional.of(sent));
        return true;
    }

    /** What a 401 may be due to that is not ours. */
    private void explain(HttpURLConnection connection) {
        URL url = connection.getURL();
        if (!(Thread.currentThread() instanceof AgentThread) && gatewayOf(connection) == null) {
            authorizer.passedByUnauthorized(url.getProtocol(), url.getHost(), url.getPort());
        }
    }

    void beforeDisconnect(HttpURLConnection connection) {
        // In a streaming mode the JDK then throws HttpRetryException. That can't be helped, but the application's next
        // attempt has a fresh token.
        if (UrlConnectionInternals.responseCode(connection) == UNAUTHORIZED
                && UrlConnectionInternals.isStreaming(connection)
                && authorizer.replaysUnauthorized()) {
            String sent = ourAuthorization(connection);
            Profile profile = sent == null ? null : profileThatGave(sent, connection);
            if (sent != null && profile != null) {
                boolean unused =
                        completesInTime(profile.tokens().renew(sent), System.nanoTime() + waitNanos(connection));
            }
        }
    }

    boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        if (followed) {
            // The next hop may be for another profile, which an attempt after this one may not.
            removeOurAuthorization(connection);
            return true;
        }
        Optional<String> due = UrlConnectionInternals.responseCode(connection) == UNAUTHORIZED
                ? replays.replace(connection, Optional.empty())
                : null;
        if (due == null || due.isEmpty()) {
            return false;
        }
        Profile profile = profileThatGave(due.get(), connection);
        if (profile == null) {
            // Ours no longer: with another profile it would be another firm's.
            return false;
        }
        profile.countReplayed(connection.getURL().getHost());
        UrlConnectionInternals.disconnectWeb(connection);
        Gateway gateway = gatewayOf(connection);
        if (gateway != null && gateway.isShared()) {
            // The JDK has taken it off. By this the next attempt knows whose request it is; it replaces it, or removes
            // it.
            UrlConnectionInternals.setRequestHeader(connection, GatewayHeaders.AUTHORIZATION, due.get());
        }
        return true;
    }

    /** Returns whether there is something new: a token, or another profile. Else the request is to be sent without. */
    private boolean goesOnAfterWait(HttpURLConnection connection, Profile profile, long waitNanos) throws IOException {
        CompletableFuture<String> token = profile.tokens().await();
        try {
            String unused = token.get(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            if (profileOf(connection) != profile) {
                return true;
            }
            failWithoutToken(connection, profile, e instanceof TimeoutException && timesOutFirst(connection));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            UrlConnectionInternals.disconnect(connection);
            throw new InterruptedIOException("interrupted while waiting for a Filevine access token");
        } finally {
            token.cancel(false);
        }
    }

    /** Returns if the request is to be sent without a token. */
    private void failWithoutToken(HttpURLConnection connection, Profile profile, boolean timedOut) throws IOException {
        String host = connection.getURL().getHost();
        if (timedOut) {
            profile.countFailed(host);
            UrlConnectionInternals.disconnect(connection);
            throw profile.tokens().unavailable().forTimeout();
        }
        TokenUnavailableException unavailable = authorizer.withoutToken(profile, host);
        if (unavailable != null) {
            UrlConnectionInternals.disconnect(connection);
            throw unavailable.forApplication();
        }
    }

    private static boolean completesInTime(CompletableFuture<@Nullable String> fresh, long endOfWait) {
        try {
            return fresh.get(Math.max(0, endOfWait - System.nanoTime()), TimeUnit.NANOSECONDS) != null;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            fresh.cancel(false);
        }
    }

    private long waitNanos(HttpURLConnection connection) {
        return timesOutFirst(connection)
                ? TimeUnit.MILLISECONDS.toNanos(UrlConnectionInternals.timeoutMillis(connection))
                : authorizer.tokenWait().toNanos();
    }

    private boolean timesOutFirst(HttpURLConnection connection) {
        long own = UrlConnectionInternals.timeoutMillis(connection);
        return own > 0 && own < authorizer.tokenWait().toMillis();
    }

    /** Whether the JDK would send a request a second time, and not throw that it has been redirected too often. */
    private static boolean maySendTwice() {
        return UrlConnectionInternals.maxRedirects() > 1;
    }

    private static void reconnectIfClosed(HttpURLConnection connection) throws IOException {
        if (!UrlConnectionInternals.isConnected(connection)) {
            // Another thread has called disconnect(), which closes the socket of a request that is under way.
            throw new SocketException("Socket closed");
        }
        if (UrlConnectionInternals.isClosedByServer(connection)) {
            UrlConnectionInternals.disconnect(connection);
            try {
                connection.connect();
            } catch (RuntimeException e) {
                // Such as the application's ProxySelector throws. A fault of the hook's own would be kept from the
                // application, which has no connection now.
                throw new IOException("The gateway has closed the connection, and there is no other: " + e, e);
            }
        }
    }

    /**
     * Plain http is allowed to a loopback address because it stays on this machine, which a proxy need not be on, whether
     * it was set for the connection, for the JVM or by a {@code ProxySelector}, or named by a 305 of the gateway's.
     */
    private boolean isReadableByProxy(HttpURLConnection connection) {
        URL url = connection.getURL();
        if ("https".equalsIgnoreCase(url.getProtocol())) {
            return false;
        }
        return plainHttpProxy.withholds(
                url.getProtocol(), UrlConnectionInternals.proxy(connection), url.getHost(), url.getPort());
    }

    private @Nullable Gateway gatewayOf(HttpURLConnection connection) {
        URL url = connection.getURL();
        return authorizer.gatewayFor(url.getProtocol(), url.getHost(), url.getPort());
    }

    /** Returns the profile that a request goes with as of now, or null for none. */
    private @Nullable Profile profileOf(HttpURLConnection connection) {
        Gateway gateway = gatewayOf(connection);
        return gateway == null ? null : gateway.profileFor(organisationOf(connection, gateway));
    }

    /** Returns the profile that a request goes with as of now, if it is the one whose token it was sent with. */
    private @Nullable Profile profileThatGave(String authorization, HttpURLConnection connection) {
        Profile profile = profileOf(connection);
        return profile != null && profile.hasGiven(authorization) ? profile : null;
    }

    /**
     * Asks what the application has set, and not what the request has: that may be ours, from an attempt before this one; and
     * the JDK drops it where a redirect turns a POST into a GET, which is for the same organisation all the same. From the
     * first attempt on, no JDK from 11 to 28 lets the application set another.
     */
    private static @Nullable String organisationOf(HttpURLConnection connection, Gateway gateway) {
        return gateway.isShared()
                ? UrlConnectionInternals.onlyApplicationHeader(connection, GatewayHeaders.ORG_ID, Gateway.SEVERAL)
                : null;
    }

    /**
     * Whether a request that names no organisation may go on with this profile, though an attempt before this one, of the
     * same hop, had another one: if it was for the same organisation.
     */
    private static boolean isSuccessor(Profile profile, HttpURLConnection connection) {
        String earlierOrganisation = UrlConnectionInternals.requestHeader(connection, GatewayHeaders.ORG_ID);
        return earlierOrganisation != null && earlierOrganisation.equals(profile.fixedOrgId());
    }

    /** A GET keeps its header object from hop to hop, so what the gateway was sent must not go on to another host. */
    private void removeOurs(HttpURLConnection connection) {
        removeOurAuthorization(connection);
        if (authorizer.addsIds()) {
            removeUnlessByApplication(connection, GatewayHeaders.ORG_ID);
            removeUnlessByApplication(connection, GatewayHeaders.USER_ID);
        }
    }

    private static void removeOurAuthorization(HttpURLConnection connection) {
        if (ourAuthorization(connection) != null) {
            UrlConnectionInternals.removeRequestHeader(connection, GatewayHeaders.AUTHORIZATION);
        }
    }

    /** Whether the application has set the header, or the JDK has from an {@code Authenticator}. */
    private static boolean isAuthorizedOtherwise(HttpURLConnection connection) {
        String present = UrlConnectionInternals.requestHeader(connection, GatewayHeaders.AUTHORIZATION);
        return present != null && ourAuthorization(connection) == null;
    }

    /**
     * Returns the header that the agent has put into the request, or null. It is compared with the application's, because
     * the JDK can drop that one at a redirect, and ours takes its place if the redirect leads to the gateway.
     */
    private static @Nullable String ourAuthorization(HttpURLConnection connection) {
        String present = UrlConnectionInternals.requestHeader(connection, GatewayHeaders.AUTHORIZATION);
        if (present == null || !GatewayHeaders.isOurs(present)) {
            return null;
        }
        String byApplication = UrlConnectionInternals.applicationHeader(connection, GatewayHeaders.AUTHORIZATION);
        return present.equals(byApplication) ? null : present;
    }

    private void setUnlessByApplication(HttpURLConnection connection, String name, @Nullable String value) {
        if (value == null) {
            if (authorizer.addsIds()) {
                removeUnlessByApplication(connection, name);
            }
        } else if (UrlConnectionInternals.applicationHeader(connection, name) == null) {
            UrlConnectionInternals.setRequestHeader(connection, name, value);
        }
    }

    private static void removeUnlessByApplication(HttpURLConnection connection, String name) {
        if (UrlConnectionInternals.requestHeader(connection, name) != null
                && UrlConnectionInternals.applicationHeader(connection, name) == null) {
            UrlConnectionInternals.removeRequestHeader(connection, name);
        }
    }
}
