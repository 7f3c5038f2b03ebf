package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.common.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the application makes requests through an HTTP client that is not the JDK's, to which the agent adds nothing. If
 * a minute later, or at the JVM's end, no request to a gateway host has come through the JDK's clients, it warns once.
 *
 * <p>It is registered as a transformer, and transforms nothing: it compares the name of each class that is loaded, nearly
 * always by the length alone. The classes below are those that a client loads with its first request and that a server of the
 * same library does not load. Those that another agent brings do not count: it is not the application's loaders that load
 * them. Thread-safe.
 */
public final class OtherStacks implements ClassFileTransformer, Runnable {
    /** The class with which a client makes a request, in the versions named above it, and what the client is called. */
    private static final String[][] STACKS = {
        // 3 to 5.
        {"okhttp3/internal/http/CallServerInterceptor", "OkHttp"},
        // 4.3 to 4.5.
        {"org/apache/http/impl/execchain/ConnectionHolder", "Apache HttpClient 4"},
        // 5.0 to 5.6.
        {"org/apache/hc/client5/http/impl/classic/InternalExecRuntime", "Apache HttpClient 5"},
        {"org/apache/hc/client5/http/impl/async/InternalHttpAsyncExecRuntime", "Apache HttpClient 5"},
        // 4.0 to 4.2; of Reactor Netty, Vert.x, AsyncHttpClient and others.
        {"io/netty/handler/codec/http/HttpClientCodec", "Netty"},
        // 9 to 11, and 12.
        {"org/eclipse/jetty/client/HttpExchange", "Jetty's HttpClient"},
        {"org/eclipse/jetty/client/transport/HttpExchange", "Jetty's HttpClient"},
    };

    private static final boolean[] LENGTHS = lengths();

    private final Instrumentation instrumentation;
    private final Authorizer authorizer;
    private final Log log;
    private final Duration patience;

    /** In the order in which they came. Guarded by this, as the rest. */
    private final List<String> seen = new ArrayList<>();

    private final List<String> told = new ArrayList<>();
    private boolean waiting;

    public OtherStacks(Instrumentation instrumentation, Authorizer authorizer, Log log) {
        this(instrumentation, authorizer, log, Duration.ofMinutes(1));
    }

    /**
     * @param patience how long a stack may be in use before there is a request to a gateway host
     */
    OtherStacks(Instrumentation instrumentation, Authorizer authorizer, Log log, Duration patience) {
        this.instrumentation = instrumentation;
        this.authorizer = authorizer;
        this.log = log;
        this.patience = patience;
    }

    private static boolean[] lengths() {
        int longest = 0;
        for (String[] stack : STACKS) {
            longest = Math.max(longest, stack[0].length());
        }
        boolean[] lengths = new boolean[longest + 1];
        for (String[] stack : STACKS) {
            lengths[stack[0].length()] = true;
        }
        return lengths;
    }

    /** Begins to watch; what the application has loaded already counts, too. */
    public void start() {
        instrumentation.addTransformer(this);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // The loader is compared first, because Class.getName() makes the string when it is first called.
            ClassLoader loader = loaded.getClassLoader();
            if (loader != null && isOfApplication(loader)) {
                observe(loader, loaded.getName().replace('.', '/'));
            }
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        if (className != null && loader != null) {
            observe(loader, className);
        }
        return null;
    }

    private void observe(ClassLoader loader, String className) {
        int length = className.length();
        if (length >= LENGTHS.length || !LENGTHS[length]) {
            return;
        }
        for (String[] stack : STACKS) {
            if (stack[0].equals(className) && isOfApplication(loader) && isFirst(stack[1])) {
                AgentThread.create("stacks", this).start();
            }
        }
    }

    /** The system loader, or one below it: other agents have loaders beside it. */
    private static boolean isOfApplication(ClassLoader loader) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        ClassLoader current = loader;
        while (current != null && current != system) {
            current = current.getParent();
        }
        return current != null;
    }

    /** Returns whether somebody has to see to it. */
    private synchronized boolean isFirst(String name) {
        if (seen.contains(name)) {
            return false;
        }
        seen.add(name);
        boolean first = !waiting;
        waiting = true;
        return first;
    }

    /** Waits, on a thread of its own, and tells what there is to tell. */
    @Override
    public void run() {
        Thread atEnd = new Thread(null, this::tell, "filevine-agent-stacks-end", 0, false);
        try {
            Runtime.getRuntime().addShutdownHook(atEnd);
            Thread.sleep(patience.toMillis());
            Runtime.getRuntime().removeShutdownHook(atEnd);
            tell();
        } catch (IllegalStateException e) {
            // The JVM is ending already: the hook has told it, or there is none.
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        boolean met = authorizer.hasMetGateway();
        String names = namesToTell(met);
        if (met) {
            instrumentation.removeTransformer(this);
        } else if (!names.isEmpty()) {
            log.warn(names
                    + " has made a request, and none through the JDK's HTTP clients has gone to a gateway host so far. The"
                    + " agent adds the token to requests of java.net.http.HttpClient and HttpURLConnection only: if the calls to"
                    + " Filevine go through " + names + ", they get none, and have to use one of the two.");
        }
    }

    private synchronized String namesToTell(boolean none) {
        waiting = false;
        List<String> names = new ArrayList<>(seen);
        names.removeAll(told);
        told.addAll(names);
        return none ? "" : String.join(" and ", names);
    }
}
