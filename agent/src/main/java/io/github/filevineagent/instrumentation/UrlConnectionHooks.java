package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.refresh.TokenUnavailableException;
import io.github.filevineagent.token.AgentThread;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code HttpURLConnection} do. This client blocks its caller by design, so waiting for a token does,
 * too. Thread-safe; the JDK lets one thread at a time into a connection's request.
 */
final class UrlConnectionHooks {
    private static final int UNAUTHORIZED = 401;

    private final Authorizer authorizer;

    /** The header values that were answered with 401, until the connection has decided what to do about it. */
    private final Map<HttpURLConnection, String> rejected = Collections.synchronizedMap(new WeakHashMap<>());

    private final Set<HttpURLConnection> replayed =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    UrlConnectionHooks(Authorizer authorizer) {
        this.authorizer = authorizer;
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
        setUnlessByApplication(connection, GatewayHeaders.ORG_ID, profile.orgId());
        setUnlessByApplication(connection, GatewayHeaders.USER_ID, profile.userId());
        if (isAuthorizedOtherwise(connection)) {
            profile.countPassed();
            return;
        }
        String authorization = profile.tokens().authorization();
        if (authorization == null) {
            authorization = awaitToken(connection, profile);
        }
        if (authorization == null) {
            UrlConnectionInternals.removeRequestHeader(connection, GatewayHeaders.AUTHORIZATION);
        } else {
            UrlConnectionInternals.setRequestHeader(connection, GatewayHeaders.AUTHORIZATION, authorization);
            profile.countAuthorized();
        }
    }

    void onUnauthorized(HttpURLConnection connection) {
        String sent = authorizer.replaysUnauthorized() ? ourAuthorization(connection) : null;
        if (sent == null) {
            rejected.remove(connection);
        } else {
            rejected.put(connection, sent);
        }
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
                boolean unused = completesInTime(profile.tokens().renew(sent));
            }
        }
    }

    boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        if (followed || UrlConnectionInternals.responseCode(connection) != UNAUTHORIZED) {
            return followed;
        }
        String sent = rejected.remove(connection);
        Profile profile = profileOf(connection);
        if (sent == null || profile == null) {
            return false;
        }
        boolean renewed = completesInTime(profile.tokens().renew(sent));
        if (UrlConnectionInternals.isStreaming(connection) || !replayed.add(connection) || !renewed) {
            return false;
        }
        profile.countReplayed(connection.getURL().getHost());
        UrlConnectionInternals.disconnectWeb(connection);
        return true;
    }

    /** Returns the header value, or null to send the request without it. */
    private @Nullable String awaitToken(HttpURLConnection connection, Profile profile) throws IOException {
        CompletableFuture<String> token = profile.tokens().await();
        try {
            return token.get(authorizer.tokenWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            TokenUnavailableException unavailable = authorizer.withoutToken(profile);
            if (unavailable == null) {
                return null;
            }
            // The socket is open already, and the application has nothing to read from it.
            connection.disconnect();
            throw unavailable;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.disconnect();
            throw new InterruptedIOException("interrupted while waiting for a Filevine access token");
        } finally {
            token.cancel(false);
        }
    }

    private boolean completesInTime(CompletableFuture<@Nullable String> fresh) {
        try {
            return fresh.get(authorizer.tokenWait().toNanos(), TimeUnit.NANOSECONDS) != null;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            fresh.cancel(false);
        }
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
