package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the hooks into the JDK: has the hooked classes loaded beside the application's start, so that the first request
 * finds them ready, and checks that all is in place. Thread-safe.
 */
public final class HookInstaller implements HookTransformer.DispatcherConnector {
    private final Instrumentation instrumentation;
    private final File agentJar;
    private final Authorizer authorizer;
    private final Log log;
    private final HookTransformer transformer;
    private boolean connected;

    public HookInstaller(Instrumentation instrumentation, File agentJar, Authorizer authorizer, Log log) {
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
        this.authorizer = authorizer;
        this.log = log;
        this.transformer = new HookTransformer(this, log);
    }

    /** Returns what transforms the hooked classes; a {@link HookWatch} must have been registered to call it. */
    public ClassFileTransformer transformer() {
        return transformer;
    }

    /** Loads the classes that are not loaded yet, and reports every part that this JDK lacks. */
    public List<String> install() {
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

    @Override
    public synchronized void connectDispatcher() throws IOException {
        if (connected) {
            return;
        }
        BootClasses.define(instrumentation, agentJar);
        JdkModules modules = new JdkModules(instrumentation);
        modules.open("java.base", "sun.net.www", "sun.net.www.protocol.http");
        modules.open("java.net.http", "jdk.internal.net.http", "jdk.internal.net.http.common");
        DispatcherLink.connect(authorizer, log);
        connected = true;
    }
}
