package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.log.Log;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts the hooks into the JDK, in two steps.
 *
 * <p>{@link #register()} is for the premain: it registers a transformer that does nothing until a hooked class is loaded,
 * so that no request can slip by, however early. {@link #install()} is for a thread beside the application's start: it
 * has those classes loaded, so that the first request finds them ready, and checks that all is in place. Thread-safe.
 */
public final class HookInstaller {
    private final Instrumentation instrumentation;
    private final File agentJar;
    private final Supplier<Authorizer> authorizer;
    private final Consumer<String> classObserver;
    private final Log log;
    private final HookTransformer transformer;
    private boolean connected;

    /**
     * @param authorizer called once, on the thread that first needs it
     * @param classObserver hears the internal name of every class that is loaded and not hooked, on the thread that loads
     *     it, so it must be quick; those that are loaded already are named by {@link #register()}
     */
    public HookInstaller(
            Instrumentation instrumentation,
            File agentJar,
            Supplier<Authorizer> authorizer,
            Consumer<String> classObserver,
            Log log) {
        this.instrumentation = instrumentation;
        this.agentJar = agentJar;
        this.authorizer = authorizer;
        this.classObserver = classObserver;
        this.log = log;
        this.transformer = new HookTransformer(this::connectDispatcher, classObserver, log);
    }

    /** Makes sure that the classes are transformed when they are loaded. If one is loaded already, it is hooked now. */
    public void register() {
        instrumentation.addTransformer(transformer, true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            classObserver.accept(loaded.getName().replace('.', '/'));
            for (HookedClass target : HookedClass.values()) {
                if (target.className().equals(loaded.getName())) {
                    retransform(target, loaded);
                }
            }
        }
    }

    /** Loads the classes that are not loaded yet and reports every part that this JDK lacks. */
    public List<String> install() {
        List<String> installed = new ArrayList<>();
        if (JdkModules.isPresent("java.net.http")
                && install(HookedClass.EXCHANGE, "HttpClient", HttpClientInternals::load)
                && install(HookedClass.AUTHENTICATION_FILTER, "HttpClient's 401 replay", () -> {})) {
            installed.add("HttpClient");
        }
        if (install(HookedClass.URL_CONNECTION, "HttpURLConnection", UrlConnectionInternals::load)) {
            installed.add("HttpURLConnection");
        }
        return installed;
    }

    private boolean install(HookedClass target, String what, Runnable loadInternals) {
        try {
            Class<?> loaded = Class.forName(target.className(), false, ClassLoader.getPlatformClassLoader());
            if (!transformer.isWoven(target)) {
                retransform(target, loaded);
            }
            loadInternals.run();
            return transformer.isWoven(target);
        } catch (Throwable t) {
            Throwable cause = t instanceof ExceptionInInitializerError && t.getCause() != null ? t.getCause() : t;
            log.error("Can't support " + what + " on this JDK (" + System.getProperty("java.vm.version") + "): " + cause
                    + ". Its requests go on without a token; please report this JDK.");
            return false;
        }
    }

    private void retransform(HookedClass target, Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Throwable t) {
            log.error("Can't instrument " + target.className() + ", which was loaded before the agent: " + t);
        }
    }

    private synchronized void connectDispatcher() {
        if (connected) {
            return;
        }
        try {
            BootClasses.define(instrumentation, agentJar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JdkModules modules = new JdkModules(instrumentation);
        modules.open("java.base", "sun.net.www", "sun.net.www.protocol.http");
        modules.open("java.net.http", "jdk.internal.net.http", "jdk.internal.net.http.common");
        DispatcherLink.connect(authorizer.get(), log);
        connected = true;
    }
}
