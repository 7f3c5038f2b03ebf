package io.github.filevineagent.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one interface that crosses class loaders: what the hooks inside the JDK ask, and the isolated part answers.
 *
 * <p>Parameters are {@code Object} where the type is internal to the JDK or belongs to {@code java.net.http}, whose
 * loader the boot loader can't see. Called on the application's threads and on those of its HTTP client. Whatever a
 * method throws, {@link Dispatcher} keeps it from the application and reports it to {@link #onHookFailure}, with the one
 * exception that {@link #beforeWrite} names.
 */
public interface Hooks {

    /**
     * On entry of {@code jdk.internal.net.http.Exchange.responseAsync()}: one attempt at one hop is about to be sent.
     *
     * @return null to let it go on, with or without new headers; or what the method returns instead
     */
    @Nullable
    CompletableFuture<Object> beforeExchange(Object exchange);

    /**
     * On exit of the same method.
     *
     * @return the future that the method returns: the given one, or one that delays a 401 until there is a fresh token
     */
    CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response);

    /**
     * On entry of {@code jdk.internal.net.http.AuthenticationFilter.response(Response)}.
     *
     * @return null to let it go on, or the request that the client sends instead of handing the response out
     */
    @Nullable
    Object replacementFor(Object response);

    /**
     * On entry of {@code sun.net.www.protocol.http.HttpURLConnection.writeRequests()}: one hop is about to be written.
     *
     * @throws IOException to fail the application's request
     */
    void beforeWrite(HttpURLConnection connection) throws IOException;

    /**
     * On entry of {@code getServerAuthentication(…)} of the same class: the server has answered 401.
     *
     * @return true to leave the application's {@code Authenticator} out of it, since {@link #afterFollowRedirect} has the
     *     request sent again
     */
    boolean onUnauthorized(HttpURLConnection connection);

    /** On entry of {@code disconnectInternal()} of the same class: in a streaming mode this ends a 401, too. */
    void beforeDisconnect(HttpURLConnection connection);

    /**
     * On exit of {@code followRedirect()} of the same class.
     *
     * @param followed what the method returned
     * @return true to make the connection send the request again
     */
    boolean afterFollowRedirect(boolean followed, HttpURLConnection connection);

    /** A hook has thrown; the application's request went on as if the agent were not there. */
    void onHookFailure(Throwable failure);
}
