package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.refresh.TokenUnavailableException;
import io.github.filevineagent.token.AgentThread;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** The connections that have had a 401 of ours, each with whether its request is about to be sent once more. */
    private final Map<HttpURLConnection, Boolean> replays = Collections.synchronizedMap(new WeakHashMap<>());

    UrlConnectionHooks(Authorizer authorizer, PlainHttpProxy plainHttpProxy) {
        this.authorizer = authorizer;
        this.plainHttpProxy = plainHttpProxy;
    }

    void beforeWrite(HttpURLConnection connection) throws IOException {
        if (Thread.currentThread() instanceof AgentThread) {
            return;
        }
        Profile profile = profileOf(connection);
        if (profile == null) {
            removeOurs(connection);
            return;
        }
        if (isReadableByProxy(connection)) {
            sendWithoutOurs(connection, profile);
            return;
        }
        setUnlessByApplication(connection, GatewayHeaders.ORG_ID, profile.orgId());
        setUnlessByApplication(connection, GatewayHeaders.USER_ID, profile.userId());
        if (isAuthorizedOtherwise(connection)) {
            profile.countPassed();
            return;
        }
        String authorization = profile.tokens().authorization();
        if (authorization == null) {
            authorization = awaitToken(connection, profile);
            reconnectIfClosed(connection);
            // The new connection need not go the way of the old one.
            if (isReadableByProxy(connection)) {
                sendWithoutOurs(connection, profile);
                return;
            }
        }
        if (authorization == null) {
            UrlConnectionInternals.removeRequestHeader(connection, GatewayHeaders.AUTHORIZATION);
        } else {
            UrlConnectionInternals.setRequestHeader(connection, GatewayHeaders.AUTHORIZATION, authorization);
            profile.countAuthorized();
        }
    }

    /**
     * Waits for a fresh token before the application's {@code Authenticator} gets to see the 401: it knows nothing of the
     * token, and many an {@code Authenticator} gives a proxy's password to whoever asks. What a replay is answered is the
     * JDK's to handle, and so is a 401 without a replay.
     */
    boolean onUnauthorized(HttpURLConnection connection) {
        String sent = authorizer.replaysUnauthorized() ? ourAuthorization(connection) : null;
        Profile profile = sent == null ? null : profileOf(connection);
        if (sent == null || profile == null) {
            return false;
        }
        CompletableFuture<@Nullable String> fresh = profile.tokens().renew(sent);
        boolean isFirst = replays.putIfAbsent(connection, false) == null;
        if (!isFirst || !maySendTwice() || !completesInTime(fresh, connection)) {
            return false;
        }
        replays.put(connection, true);
        return true;
    }

    void beforeDisconnect(HttpURLConnection connection) {
        // With a streaming mode the JDK throws HttpRetryException: this request is lost, but the next has a fresh
        // token.
        if (UrlConnectionInternals.responseCode(connection) == UNAUTHORIZED
                && UrlConnectionInternals.isStreaming(connection)
                && authorizer.replaysUnauthorized()) {
            Profile profile = profileOf(connection);
            String sent = profile == null ? null : ourAuthorization(connection);
            if (profile != null && sent != null) {
                boolean unused = completesInTime(profile.tokens().renew(sent), connection);
            }
        }
    }

    boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        if (followed
                || UrlConnectionInternals.responseCode(connection) != UNAUTHORIZED
                || !replays.replace(connection, true, false)) {
            return followed;
        }
        Profile profile = profileOf(connection);
        if (profile != null) {
            profile.countReplayed(connection.getURL().getHost());
        }
        UrlConnectionInternals.disconnectWeb(connection);
        return true;
    }

    /** Returns the header value, or null to send the request without it. */
    private @Nullable String awaitToken(HttpURLConnection connection, Profile profile) throws IOException {
        CompletableFuture<String> token = profile.tokens().await();
        try {
            return token.get(waitNanos(connection), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return withoutToken(connection, profile, timesOutFirst(connection));
        } catch (ExecutionException e) {
            return withoutToken(connection, profile, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            UrlConnectionInternals.disconnect(connection);
            throw new InterruptedIOException("interrupted while waiting for a Filevine access token");
        } finally {
            token.cancel(false);
        }
    }

    private @Nullable String withoutToken(HttpURLConnection connection, Profile profile, boolean timedOut)
            throws IOException {
        if (timedOut) {
            profile.countFailed();
            UrlConnectionInternals.disconnect(connection);
            throw new SocketTimeoutException(
                    "The connection's own timeouts have passed while it waited for a Filevine access token. "
                            + profile.tokens().unavailable().getMessage());
        }
        TokenUnavailableException unavailable = authorizer.withoutToken(profile);
        if (unavailable != null) {
            UrlConnectionInternals.disconnect(connection);
            throw unavailable;
        }
        return null;
    }

    private boolean completesInTime(CompletableFuture<@Nullable String> fresh, HttpURLConnection connection) {
        try {
            return fresh.get(waitNanos(connection), TimeUnit.NANOSECONDS) != null;
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

    private void sendWithoutOurs(HttpURLConnection connection, Profile profile) {
        removeOurs(connection);
        profile.countPassed();
    }

    private @Nullable Profile profileOf(HttpURLConnection connection) {
        URL url = connection.getURL();
        return authorizer.profileFor(url.getProtocol(), url.getHost(), url.getPort());
    }

    /** A GET keeps its header object from hop to hop, so what the gateway was sent must not go on to another host. */
    private void removeOurs(HttpURLConnection connection) {
        if (ourAuthorization(connection) != null) {
            UrlConnectionInternals.removeRequestHeader(connection, GatewayHeaders.AUTHORIZATION);
        }
        if (authorizer.addsIds()) {
            removeUnlessByApplication(connection, GatewayHeaders.ORG_ID);
            removeUnlessByApplication(connection, GatewayHeaders.USER_ID);
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

    private static void setUnlessByApplication(HttpURLConnection connection, String name, @Nullable String value) {
        if (value != null && UrlConnectionInternals.applicationHeader(connection, name) == null) {
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
