package io.github.filevineagent.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the transformed JDK classes call: hands on to {@link Hooks}, and keeps the agent's faults away from the
 * application. Lives in the boot loader because that is all that {@code java.base} and {@code java.net.http} can see.
 *
 * <p>The only exception that gets out is the {@code IOException} of {@link #beforeWrite}, where failing the request is
 * the point. No lambdas here: bootstrapping one inside a hook of the JDK could run into itself.
 */
public final class Dispatcher {
    private static final Object LOCK = new Object();

    /** Written before the first class is transformed, and once more when the agent is ready. */
    private static volatile @Nullable Hooks hooks;

    private Dispatcher() {}

    /** Connects hooks for the time being, unless any are connected. */
    public static void connectFirst(Hooks target) {
        synchronized (LOCK) {
            if (hooks == null) {
                hooks = target;
            }
        }
    }

    /** Connects the hooks. */
    public static void connect(Hooks target) {
        synchronized (LOCK) {
            hooks = target;
        }
    }

    public static @Nullable CompletableFuture<Object> beforeExchange(Object exchange) {
        Hooks target = hooks;
        if (target == null) {
            return null;
        }
        try {
            return target.beforeExchange(exchange);
        } catch (Throwable t) {
            report(target, t);
            return null;
        }
    }

    public static CompletableFuture<Object> afterExchange(CompletableFuture<Object> response, Object exchange) {
        Hooks target = hooks;
        if (target == null) {
            return response;
        }
        try {
            return target.afterExchange(exchange, response);
        } catch (Throwable t) {
            report(target, t);
            return response;
        }
    }

    public static @Nullable Object replacementFor(Object response) {
        Hooks target = hooks;
        if (target == null) {
            return null;
        }
        try {
            return target.replacementFor(response);
        } catch (Throwable t) {
            report(target, t);
            return null;
        }
    }

    public static void beforeWrite(HttpURLConnection connection) throws IOException {
        Hooks target = hooks;
        if (target == null) {
            return;
        }
        try {
            target.beforeWrite(connection);
        } catch (IOException e) {
            throw e;
        } catch (Throwable t) {
            report(target, t);
        }
    }

    public static boolean onUnauthorized(HttpURLConnection connection) {
        Hooks target = hooks;
        if (target == null) {
            return false;
        }
        try {
            return target.onUnauthorized(connection);
        } catch (Throwable t) {
            report(target, t);
            return false;
        }
    }

    public static void beforeDisconnect(HttpURLConnection connection) {
        Hooks target = hooks;
        if (target == null) {
            return;
        }
        try {
            target.beforeDisconnect(connection);
        } catch (Throwable t) {
            report(target, t);
        }
    }

    public static boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        Hooks target = hooks;
        if (target == null) {
            return followed;
        }
        try {
            return target.afterFollowRedirect(followed, connection);
        } catch (Throwable t) {
            report(target, t);
            return followed;
        }
    }

    private static void report(Hooks target, Throwable failure) {
        try {
            target.onHookFailure(failure);
        } catch (Throwable t) {
            // Such as a full heap or stack: nothing can be said, and the application must not be hurt by trying.
        }
    }
}
