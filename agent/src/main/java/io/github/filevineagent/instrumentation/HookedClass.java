package io.github.filevineagent.instrumentation;

import java.util.List;

/**
 * A class of the JDK and the hooks in it. The constants are all that the agent changes in a JVM. Where a method is missing,
 * its hook is left out and one line says so: {@code FutureJdkIT}.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say.
public enum HookedClass {
    /** One attempt at one hop: called for each redirect, replay and reconnection. JDK 11 to 28. */
    EXCHANGE(
            "java.net.http",
            Names.EXCHANGE,
            List.of(
                    HookPoint.answerOnEntry(
                            "responseAsync",
                            "()Ljava/util/concurrent/CompletableFuture;",
                            "beforeExchange",
                            "(Ljava/lang/Object;)Ljava/util/concurrent/CompletableFuture;",
                            0),
                    HookPoint.changeResult(
                            "responseAsync",
                            "()Ljava/util/concurrent/CompletableFuture;",
                            "afterExchange",
                            "(Ljava/util/concurrent/CompletableFuture;Ljava/lang/Object;)"
                                    + "Ljava/util/concurrent/CompletableFuture;"))),

    /** The JDK's own filter for 401 and 407: a request that it returns is sent next. JDK 11 to 28. */
    AUTHENTICATION_FILTER(
            "java.net.http",
            Names.AUTHENTICATION_FILTER,
            List.of(HookPoint.answerOnEntry(
                    "response",
                    "(Ljdk/internal/net/http/Response;)Ljdk/internal/net/http/HttpRequestImpl;",
                    "replacementFor",
                    "(Ljava/lang/Object;)Ljava/lang/Object;",
                    1))),

    /** Under {@code http} and {@code https} alike. JDK 11 to 28. */
    URL_CONNECTION(
            "java.base",
            Names.URL_CONNECTION,
            List.of(
                    HookPoint.callOnEntry("writeRequests", "()V", "beforeWrite", "(Ljava/net/HttpURLConnection;)V"),
                    HookPoint.nullOnEntry(
                            "getServerAuthentication",
                            "(Lsun/net/www/protocol/http/AuthenticationHeader;)"
                                    + "Lsun/net/www/protocol/http/AuthenticationInfo;",
                            "onUnauthorized",
                            "(Ljava/net/HttpURLConnection;)Z"),
                    HookPoint.callOnEntry(
                            "disconnectInternal", "()V", "beforeDisconnect", "(Ljava/net/HttpURLConnection;)V"),
                    HookPoint.changeResult(
                            "followRedirect", "()Z", "afterFollowRedirect", "(ZLjava/net/HttpURLConnection;)Z")));

    /** The names as class files write them: constants, so that comparing them loads nothing of this class. */
    static final class Names {
        static final String EXCHANGE = "jdk/internal/net/http/Exchange";
        static final String AUTHENTICATION_FILTER = "jdk/internal/net/http/AuthenticationFilter";
        static final String URL_CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";

        private Names() {}
    }

    private final String module;
    private final String internalName;
    private final List<HookPoint> points;

    HookedClass(String module, String internalName, List<HookPoint> points) {
        this.module = module;
        this.internalName = internalName;
        this.points = points;
    }

    public String module() {
        return module;
    }

    /** Returns the name as class files write it, with slashes. */
    public String internalName() {
        return internalName;
    }

    public String className() {
        return internalName.replace('/', '.');
    }

    public List<HookPoint> points() {
        return points;
    }
}
