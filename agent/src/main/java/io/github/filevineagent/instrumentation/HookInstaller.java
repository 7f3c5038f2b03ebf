package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the hooks into the JDK, in two steps.
 *
 * <p>{@link #register()} is for the premain: it registers a transformer that does nothing until a hooked class is loaded,
 * so that no request can slip by, however early. {@link #install()} is for a thread beside the application's start: it
 * has those classes loaded, so that the first request finds them ready, and checks that all is in place. Thread-safe.
 */
public final class HookInstaller implements HookTransformer.DispatcherConnector {
    /** Makes the part that decides about requests, on the thread that first needs it. */
    public interface AuthorizerSource {
        /** Called once. */
        Authorizer authorizer();
    }

    private final Instrumentation instrumentation;
    private final File agentJar;
    private final AuthorizerSource source;
    private final Log log;
    private final HookTransformer transformer;
    private boolean connected;

    public HookInstaller(Instrumentation instrumentation, File agentJar, AuthorizerSource source, Log log) {
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
        this.source = source;
        this.log = log;
        this.transformer = new HookTransformer(this, log);
    }

    /** Makes sure that the classes are transformed when they are loaded. If one is loaded already, it is hooked now. */
    public void register() {
        instrumentation.addTransformer(transformer, true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            HookedClass target = HookedClass.named(loaded.getName());
            if (target != null) {
                retransform(target, loaded);
            }
        }
    }

    /** Loads the classes that are not loaded yet, and reports every part that this JDK lacks. */
    public List<String> install() {
        List<String> installed = new ArrayList<>();
        if (JdkModules.isPresent("java.net.http") && isHttpClientReady()) {
            installed.add("HttpClient");
        }
        if (isUrlConnectionReady()) {
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
        Throwable cause = failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        log.error("Can't support " + client + " on this JDK (" + System.getProperty("java.vm.version") + "): " + cause
                + ". Its requests go on without a token; please report this JDK.");
    }

    private void retransform(HookedClass target, Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Throwable t) {
            log.error("Can't instrument " + target.className() + ", which was loaded before the agent: " + t
                    + ". Its requests go on without a token.");
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
        DispatcherLink.connect(source.authorizer(), log);
        connected = true;
    }
}
