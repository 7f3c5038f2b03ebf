package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
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

    /** Loads the classes that are not loaded yet, and reports every part that this JDK lacks. */
    public List<String> install() throws IOException {
        connectDispatcher();
        // In this order, because it is one class against two, and a program that uses it starts quicker.
        boolean urlConnection = isUrlConnectionReady();
        boolean httpClient = JdkModules.isPresent("java.net.http") && isHttpClientReady();
        transformer.releaseWeaver();
        List<String> installed = new ArrayList<>();
        if (httpClient) {
            installed.add("HttpClient");
        }
        if (urlConnection) {
            installed.add("HttpURLConnection");
        }
        return installed;
    }

    private boolean isHttpClientReady() {
        try {
            boolean woven = isWoven(HookedClass.EXCHANGE) && isWoven(HookedClass.AUTHENTICATION_FILTER);
            HttpClientInternals.load();
            loadHttpClientHooks();
            return woven;
        } catch (Throwable t) {
            reportUnsupported("HttpClient", t);
            return false;
        }
    }

    private synchronized void loadHttpClientHooks() {
        if (hooks != null) {
            hooks.loadForHttpClient();
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
    public synchronized void connectDispatcher() throws IOException {
        if (hooks != null) {
            return;
        }
        BootClasses.define(instrumentation, agentJar);
        JdkModules modules = new JdkModules(instrumentation);
        modules.open("java.base", "sun.net.www", "sun.net.www.protocol.http");
        modules.open("java.net.http", "jdk.internal.net.http", "jdk.internal.net.http.common");
        hooks = DispatcherLink.connect(authorizer, log);
    }
}
