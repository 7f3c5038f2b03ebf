package io.github.filevineagent.instrumentation;

import io.github.filevineagent.bootstrap.Hooks;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher has from before the first class with hooks is loaded until the agent has been put together. It loads
 * nothing, as that happens within the loading of a class; it is when a request calls a hook that it waits. Thread-safe.
 */
final class DeferredHooks implements Hooks {
    private final HooksGate gate;
    private final Log log;
    private volatile boolean failureReported;

    DeferredHooks(HooksGate gate, Log log) {
        this.gate = gate;
        this.log = log;
    }

    private Hooks hooks() {
        return (Hooks) gate.await();
    }

    @Override
    public @Nullable CompletableFuture<Object> beforeExchange(Object exchange) {
        return hooks().beforeExchange(exchange);
    }

    @Override
    public CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response) {
        return hooks().afterExchange(exchange, response);
    }

    @Override
    public @Nullable Object replacementFor(Object response) {
        return hooks().replacementFor(response);
    }

    @Override
    public void beforeWrite(HttpURLConnection connection) throws IOException {
        hooks().beforeWrite(connection);
    }

    @Override
    public boolean onUnauthorized(HttpURLConnection connection) {
        return hooks().onUnauthorized(connection);
    }

    @Override
    public void beforeDisconnect(HttpURLConnection connection) {
        hooks().beforeDisconnect(connection);
    }

    @Override
    public boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        return hooks().afterFollowRedirect(followed, connection);
    }

    /** If there are no hooks the start-up thread says so. */
    @Override
    public void onHookFailure(Throwable failure) {
        if (gate.isOpen()) {
            hooks().onHookFailure(failure);
        } else if (!failureReported) {
            failureReported = true;
            log.error(
                    "not ready yet, although a request has waited for it: it goes without a token. Further ones may, too.");
        }
    }
}
