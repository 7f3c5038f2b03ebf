package io.github.filevineagent.instrumentation;

import io.github.filevineagent.bootstrap.Hooks;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives the answer that it was made with, marks each response, and can be told to fail. */
public final class FixedHooks implements Hooks {
    private final @Nullable CompletableFuture<Object> answer;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean failing;

    public FixedHooks(@Nullable CompletableFuture<Object> answer) {
        this.answer = answer;
    }

    public void fail() {
        failing = true;
    }

    public int failures() {
        return failures.get();
    }

    @Override
    public @Nullable CompletableFuture<Object> beforeExchange(Object exchange) {
        failIfTold();
        return answer;
    }

    @Override
    public CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response) {
        failIfTold();
        return response.thenApply(sent -> "changed: " + sent);
    }

    @Override
    public @Nullable Object replacementFor(Object response) {
        return null;
    }

    @Override
    public void beforeWrite(HttpURLConnection connection) {}

    @Override
    public boolean onUnauthorized(HttpURLConnection connection) {
        return false;
    }

    @Override
    public void beforeDisconnect(HttpURLConnection connection) {}

    @Override
    public boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        return followed;
    }

    @Override
    public void onHookFailure(Throwable failure) {
        failures.incrementAndGet();
    }

    private void failIfTold() {
        if (failing) {
            throw new IllegalStateException("told to");
        }
    }
}
