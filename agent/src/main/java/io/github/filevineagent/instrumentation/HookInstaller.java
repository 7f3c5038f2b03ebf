package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hooks into the JDK: has the hooked classes loaded beside the application's start, so that the first request
 * finds them ready, and checks that all is in place. Thread-safe.
 */
public final class HookInstaller {
    private final Instrumentation instrumentation;
    private final File agentJar;
    private final Authorizer authorizer;
    private final Log log;
    private final HookTransformer transformer;
    private @Nullable JdkHooks hooks;

    /**
     * @param transformer what a {@link HookWatch} calls, which must have been registered
     */
    public HookInstaller(
            Instrumentation instrumentation,
            File agentJar,
            Authorizer authorizer,
            HookTransformer transformer,
            Log log) {
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
        this.authorizer = authorizer;
        this.transformer = transformer;
        this.log = log;
    }

    /** Returns whether {@code HttpURLConnection} has its hooks, and reports every part that this JDK lacks. */
    public boolean installUrlConnection() throws IOException {
        connectDispatcher();
        return isUrlConnectionReady();
    }

    /** Returns whether {@code HttpClient} has its hooks, and reports every part that this JDK lacks. To be called last. */
    public boolean installHttpClient() throws IOException {
        JdkHooks connected = connectedHooks();
        boolean ready = JdkModules.isPresent("java.net.http") && isHttpClientReady(connected);
        transformer.releaseWeaver();
        return ready;
    }

    private boolean isHttpClientReady(JdkHooks connected) {
        try {
            boolean woven = isWoven(HookedClass.EXCHANGE) && isWoven(HookedClass.AUTHENTICATION_FILTER);
            connected.loadForHttpClient();
            return woven;
        } catch (Throwable t) {
            reportUnsupported("HttpClient", t);
            return false;
        }
    }

    private boolean isUrlConnectionReady() {
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
            Retransformation.apply(instrumentation, loaded, transformer);
        } catch (Throwable t) {
            if (!JvmShutdown.isInProgress()) {
                log.error("Can't instrument " + target.className() + ", which was loaded before the agent: " + t
                        + ". Its requests go on without a token.");
            }
        }
    }

    /** Makes the dispatcher ready to be called. Does nothing from the second time on. */
    public void connectDispatcher() throws IOException {
        JdkHooks unused = connectedHooks();
    }

    private synchronized JdkHooks connectedHooks() throws IOException {
        JdkHooks connected = hooks;
        if (connected == null) {
            JdkModules modules = new JdkModules(instrumentation);
            modules.open("java.base", "java.lang", "sun.net", "sun.net.www", "sun.net.www.protocol.http");
            BootClasses.define(instrumentation, agentJar);
            connected = DispatcherLink.connect(modules, authorizer, log);
            hooks = connected;
        }
        return connected;
    }
}
