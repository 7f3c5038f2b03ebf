package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.common.JvmShutdown;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Puts the hooks into the JDK: has the hooked classes loaded beside the application's start, so that the first request
 * finds them ready, and checks that all is in place. Thread-safe.
 */
public final class HookInstaller {
    private final Instrumentation instrumentation;
    private final JdkHooks hooks;
    private final HookTransformer transformer;
    private final Log log;

    private HookInstaller(Instrumentation instrumentation, JdkHooks hooks, HookTransformer transformer, Log log) {
        this.instrumentation = instrumentation;
        this.hooks = hooks;
        this.transformer = transformer;
        this.log = log;
    }

    /**
     * Connects the hooks, so that requests no longer wait for the agent, and returns what sees to it that they are called.
     *
     * @param transformer what a {@link HookWatch} calls, which must have been registered
     */
    public static HookInstaller connect(
            Instrumentation instrumentation,
            DispatcherConnection connection,
            Authorizer authorizer,
            HookTransformer transformer,
            Log log)
            throws IOException {
        JdkHooks hooks = connection.connect(authorizer);
        return new HookInstaller(instrumentation, hooks, transformer, log);
    }

    /** Returns whether {@code HttpClient} has its hooks, and reports every part that this JDK lacks. To be called last. */
    public boolean installHttpClient() {
        boolean ready = JdkModules.isPresent(HookedClass.EXCHANGE.module()) && isHttpClientReady();
        transformer.releaseWeaver();
        return ready;
    }

    private boolean isHttpClientReady() {
        try {
            boolean woven = isWoven(HookedClass.EXCHANGE) && isWoven(HookedClass.AUTHENTICATION_FILTER);
            hooks.loadForHttpClient();
            return woven;
        } catch (Throwable t) {
            reportUnsupported("HttpClient", t);
            return false;
        }
    }

    /** Returns whether {@code HttpURLConnection} has its hooks, and reports every part that this JDK lacks. */
    public boolean installUrlConnection() {
        try {
            boolean woven = isWoven(HookedClass.URL_CONNECTION);
            UrlConnectionInternals.load();
            return woven;
        } catch (Throwable t) {
            reportUnsupported("HttpURLConnection", t);
            return false;
        }
    }

    private boolean isWoven(HookedClass target) throws ClassNotFoundException {
        Class<?> loaded = Class.forName(target.className(), false, ClassLoader.getPlatformClassLoader());
        if (!transformer.isWoven(target)) {
            retransform(target, loaded);
        }
        return transformer.isWoven(target);
    }

    private void reportUnsupported(String client, Throwable failure) {
        if (JvmShutdown.isInProgress()) {
            return;
        }
        Throwable cause = failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        log.error("Can't support " + client + " on this JDK (" + System.getProperty("java.vm.version") + "): " + cause
                + ". Its requests go on without a token; please report this JDK.");
    }

    private void retransform(HookedClass target, Class<?> loaded) {
        try {
            HookWatch.Retransformation.apply(instrumentation, loaded, transformer);
        } catch (Throwable t) {
            if (!JvmShutdown.isInProgress()) {
                log.error("Can't instrument " + target.className() + ", which was loaded before the agent: " + t
                        + ". Its requests go on without a token.");
            }
        }
    }
}
