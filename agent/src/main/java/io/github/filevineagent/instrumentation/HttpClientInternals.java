package io.github.filevineagent.instrumentation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code jdk.internal.net.http} that the hooks use: JDK 11 to 28. The handles are constants, so that the JIT
 * compiler can inline them: {@code static final}, and adapted to the types of their calls for the methods that each request
 * needs. To make them costs time at each start, mostly because the JVM makes a class for each new shape of a method handle.
 * So fields are read through variable handles, which share their shapes, and methods that few requests need are called by
 * {@code invoke}, which adapts a handle when it is first called.
 *
 * <p>Initializing this class fails with an {@link ExceptionInInitializerError} that names what is missing. It must not be
 * initialized before {@link JdkModules} has opened the package.
 */
final class HttpClientInternals {
    private static final String PACKAGE = "jdk.internal.net.http.";

    private static final VarHandle REQUEST;
    private static final MethodHandle RESPONSE_ASYNC;
    private static final VarHandle EXCHANGE_FUTURE;
    private static final VarHandle CLIENT;
    private static final VarHandle DELEGATING_EXECUTOR;
    private static final VarHandle DELEGATE;
    private static final VarHandle MULTI_EXCHANGE;
    private static final VarHandle CANCELLED;
    private static final VarHandle ATTEMPTS;
    private static final MethodHandle MAX_ATTEMPTS;
    private static final VarHandle EARLIER_RESPONSE;
    private static final VarHandle PROXY;
    private static final MethodHandle SYSTEM_HEADERS;
    private static final MethodHandle SYSTEM_HEADERS_MAP;
    private static final MethodHandle SET_SYSTEM_HEADER;
    private static final MethodHandle NEW_INSTANCE;
    private static final VarHandle RESPONSE_STATUS;
    private static final VarHandle RESPONSE_REQUEST;
    private static final VarHandle RESPONSE_IS_CONNECT;

    static {
        try {
            Class<?> exchange = named("Exchange");
            Class<?> multiExchange = named("MultiExchange");
            Class<?> request = named("HttpRequestImpl");
            Class<?> response = named("Response");
            Class<?> client = named("HttpClientImpl");
            Class<?> delegatingExecutor = named("HttpClientImpl$DelegatingExecutor");
            Class<?> headersBuilder = named("common.HttpHeadersBuilder");

            MethodHandles.Lookup inPackage = MethodHandles.privateLookupIn(exchange, MethodHandles.lookup());
            MethodHandles.Lookup inClient = MethodHandles.privateLookupIn(client, MethodHandles.lookup());
            MethodHandles.Lookup inExecutor = MethodHandles.privateLookupIn(delegatingExecutor, MethodHandles.lookup());
            MethodHandles.Lookup inRequest = MethodHandles.privateLookupIn(request, MethodHandles.lookup());
            MethodHandles.Lookup inCommon = MethodHandles.privateLookupIn(headersBuilder, MethodHandles.lookup());

            REQUEST = inPackage.findVarHandle(exchange, "request", request);
            RESPONSE_ASYNC =
                    inPackage.findVirtual(exchange, "responseAsync", MethodType.methodType(CompletableFuture.class));
            EXCHANGE_FUTURE = inPackage.findVarHandle(exchange, "exchangeCF", CompletableFuture.class);
            CLIENT = inPackage.findVarHandle(exchange, "client", client);
            DELEGATING_EXECUTOR = inClient.findVarHandle(client, "delegatingExecutor", delegatingExecutor);
            DELEGATE = inExecutor.findVarHandle(delegatingExecutor, "delegate", Executor.class);
            MULTI_EXCHANGE = inPackage.findVarHandle(exchange, "multi", multiExchange);
            CANCELLED = inPackage.findVarHandle(multiExchange, "cancelled", boolean.class);
            ATTEMPTS = inPackage.findVarHandle(multiExchange, "attempts", AtomicInteger.class);
            // Not a variable handle: to make one for a static field initializes MultiExchange, which reads system
            // properties that main may want to set.
            MAX_ATTEMPTS = inPackage.findStaticGetter(multiExchange, "max_attempts", int.class);
            EARLIER_RESPONSE = inPackage.findVarHandle(multiExchange, "response", HttpResponse.class);
            PROXY = inRequest.findVarHandle(request, "proxy", Proxy.class);
            SYSTEM_HEADERS = adapt(
                    inPackage.findVirtual(request, "getSystemHeadersBuilder", MethodType.methodType(headersBuilder)),
                    Object.class,
                    HttpRequest.class);
            SYSTEM_HEADERS_MAP = adapt(
                    inCommon.findVirtual(headersBuilder, "map", MethodType.methodType(Map.class)),
                    Map.class,
                    Object.class);
            SET_SYSTEM_HEADER = adapt(
                    inPackage.findVirtual(
                            request, "setSystemHeader", MethodType.methodType(void.class, String.class, String.class)),
                    void.class,
                    HttpRequest.class,
                    String.class,
                    String.class);
            NEW_INSTANCE = inPackage.findStatic(
                    request, "newInstanceForAuthentication", MethodType.methodType(request, request));
            RESPONSE_STATUS = inPackage.findVarHandle(response, "statusCode", int.class);
            RESPONSE_REQUEST = inPackage.findVarHandle(response, "request", request);
            RESPONSE_IS_CONNECT = inPackage.findVarHandle(response, "isConnectResponse", boolean.class);
        } catch (Throwable t) {
            throw new ExceptionInInitializerError(t);
        }
    }

    private HttpClientInternals() {}

    /** Initializes the class. */
    static void load() {}

    /** {@code Exchange.request} */
    static HttpRequest requestOf(Object exchange) {
        return (HttpRequest) REQUEST.get(exchange);
    }

    /** {@code Exchange.responseAsync()}, through its hooks. */
    @SuppressWarnings("unchecked")
    static CompletableFuture<Object> responseAsync(Object exchange) {
        try {
            return (CompletableFuture<Object>) RESPONSE_ASYNC.invoke(exchange);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /**
     * {@code HttpClientImpl.delegatingExecutor.delegate}: the executor that the application has given to the client, or the
     * client's own. There the JDK continues what its selector thread must not run, such as a {@code BodyHandler}.
     */
    static Executor executorOf(Object exchange) {
        Object client = (Object) CLIENT.get(exchange);
        return (Executor) DELEGATE.get((Object) DELEGATING_EXECUTOR.get(client));
    }

    /**
     * {@code Exchange.exchangeCF}: what the JDK fails if the request is cancelled, or its time is up, before it has a
     * connection. The exchange puts another future there when it goes on.
     */
    static void setExchangeFuture(Object exchange, CompletableFuture<?> future) {
        EXCHANGE_FUTURE.setVolatile(exchange, future);
    }

    /** {@code MultiExchange.cancelled}: by the application, or because its time is up. */
    static boolean isCancelled(Object exchange) {
        return (boolean) CANCELLED.getVolatile((Object) MULTI_EXCHANGE.get(exchange));
    }

    /** Whether the client sends one request more for this call: {@code MultiExchange.attempts}, {@code max_attempts}. */
    static boolean hasAttemptsLeft(Object exchange) {
        AtomicInteger attempts = (AtomicInteger) ATTEMPTS.get((Object) MULTI_EXCHANGE.get(exchange));
        try {
            return attempts.get() < (int) MAX_ATTEMPTS.invokeExact();
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /** {@code MultiExchange.response}: what was answered before, the latest first; null on the first attempt. */
    static @Nullable HttpResponse<?> earlierResponse(Object exchange) {
        return (HttpResponse<?>) EARLIER_RESPONSE.getVolatile((Object) MULTI_EXCHANGE.get(exchange));
    }

    /** {@code HttpRequestImpl.proxy}, chosen when the request was made, anew for each redirect; null to go directly. */
    static @Nullable Proxy proxyOf(HttpRequest request) {
        return (Proxy) PROXY.getVolatile(request);
    }

    /**
     * The first value of a header in {@code HttpRequestImpl.systemHeadersBuilder}: headers that go on the wire, but that
     * neither the application nor the request of a redirect sees.
     */
    static @Nullable String systemHeader(HttpRequest request, String name) {
        List<String> values = systemHeaders(request).get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    static void removeSystemHeader(HttpRequest request, String name) {
        systemHeaders(request).remove(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> systemHeaders(HttpRequest request) {
        try {
            Object builder = (Object) SYSTEM_HEADERS.invokeExact(request);
            return (Map<String, List<String>>) SYSTEM_HEADERS_MAP.invokeExact(builder);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /** {@code HttpRequestImpl.setSystemHeader} */
    static void setSystemHeader(HttpRequest request, String name, String value) {
        try {
            SET_SYSTEM_HEADER.invokeExact(request, name, value);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /** {@code HttpRequestImpl.newInstanceForAuthentication}: the same request, without its system headers. */
    static HttpRequest newInstance(HttpRequest request) {
        try {
            return (HttpRequest) NEW_INSTANCE.invoke(request);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /** {@code Response.statusCode} */
    static int statusOf(Object response) {
        return (int) RESPONSE_STATUS.get(response);
    }

    /** {@code Response.request} */
    static HttpRequest requestAnsweredBy(Object response) {
        return (HttpRequest) RESPONSE_REQUEST.get(response);
    }

    /** {@code Response.isConnectResponse}: whether a proxy gave it, and not the server. */
    static boolean isConnectResponse(Object response) {
        return (boolean) RESPONSE_IS_CONNECT.get(response);
    }

    private static Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name, false, HttpRequest.class.getClassLoader());
    }

    private static MethodHandle adapt(MethodHandle handle, Class<?> result, Class<?>... parameters) {
        return handle.asType(MethodType.methodType(result, parameters));
    }
}
