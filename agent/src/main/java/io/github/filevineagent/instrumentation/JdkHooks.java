package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.bootstrap.Hooks;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The receiving end of the dispatcher: hands each call to the hooks of the client that it comes from. Thread-safe. */
final class JdkHooks implements Hooks {
    /** Null until the client is used, which an image without {@code java.net.http} does not have. */
    private volatile @Nullable HttpClientHooks httpClient;

    private final JdkModules modules;
    private final Authorizer authorizer;
    private final UrlConnectionHooks urlConnection;
    private final PlainHttpProxy plainHttpProxy;
    private final Log log;
    private boolean failureReported;

    JdkHooks(JdkModules modules, Authorizer authorizer, Log log) {
        this.modules = modules;
        this.authorizer = authorizer;
        this.log = log;
        this.plainHttpProxy = new PlainHttpProxy(log);
        this.urlConnection = new UrlConnectionHooks(authorizer, plainHttpProxy);
    }

    /**
     * Loads what the first request through {@code HttpClient} would have to wait for.
     *
     * @throws ExceptionInInitializerError with the reason if this JDK lacks something
     */
    void loadForHttpClient() {
        HttpClientHooks unused = httpClient();
        HttpClientInternals.load();
    }

    @Override
    public @Nullable CompletableFuture<Object> beforeExchange(Object exchange) {
        return httpClient().beforeExchange(exchange);
    }

    @Override
    public CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response) {
        return httpClient().afterExchange(exchange, response);
    }

    @Override
    public @Nullable Object replacementFor(Object response) {
        return httpClient().replacementFor(response);
    }

    private HttpClientHooks httpClient() {
        HttpClientHooks hooks = httpClient;
        return hooks == null ? newHttpClientHooks() : hooks;
    }

    private HttpClientHooks newHttpClientHooks() {
        // Not in the lock, as it loads classes.
        modules.open("java.net.http", "jdk.internal.net.http", "jdk.internal.net.http.common");
        HttpClientHooks made = new HttpClientHooks(authorizer, plainHttpProxy, this::onHookFailure);
        synchronized (this) {
            HttpClientHooks hooks = httpClient;
            httpClient = hooks == null ? made : hooks;
            return httpClient;
        }
    }

    @Override
    public void beforeWrite(HttpURLConnection connection) throws IOException {
        urlConnection.beforeWrite(connection);
    }

    @Override
    public boolean onUnauthorized(HttpURLConnection connection) {
        return urlConnection.onUnauthorized(connection);
    }

    @Override
    public void beforeDisconnect(HttpURLConnection connection) {
        urlConnection.beforeDisconnect(connection);
    }

    @Override
    public boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        return urlConnection.afterFollowRedirect(followed, connection);
    }

    @Override
    public void onHookFailure(Throwable failure) {
        Throwable cause = causeOf(failure);
        String message = "a hook failed, and the request went on as if it were not there: " + cause + where(cause)
                + ". Please report it, with this JDK's version (" + System.getProperty("java.vm.version") + ").";
        if (!isConsequence(failure) && isFirstFailure()) {
            log.error(message + " Further ones are logged at the level debug.");
        } else {
            log.debug(message);
        }
    }

    private synchronized boolean isFirstFailure() {
        boolean first = !failureReported;
        failureReported = true;
        return first;
    }

    /** A member that this JDK lacks fails the initialization of the class that needs it, which wraps the reason. */
    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof ExceptionInInitializerError && cause != null ? cause : failure;
    }

    /** Whether a class could not be initialized earlier; that failure has been reported and named the reason. */
    private static boolean isConsequence(Throwable failure) {
        return failure instanceof NoClassDefFoundError
                && String.valueOf(failure.getMessage()).startsWith("Could not initialize class");
    }

    private static String where(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
