package io.github.filevineagent.instrumentation;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One of the JDK's own exchanges, at the moment at which the hooks see it first. Nobody has woven calls of the hooks into
 * the JDK of the tests: the test makes them, and what they call in the JDK does not come back to them.
 */
final class JdkExchange {
    private static final String PACKAGE = "jdk.internal.net.http.";

    private final Object multiExchange;

    private JdkExchange(Object multiExchange) {
        this.multiExchange = multiExchange;
    }

    static JdkExchange of(HttpClient client, HttpRequest request, @Nullable ProxySelector proxies) {
        Object implementation = read(client, "impl");
        Object copy = create(classOf("HttpRequestImpl"), 2, request, proxies);
        int parameters = classOf("MultiExchange").getDeclaredConstructors()[0].getParameterCount();
        // Up to JDK 23 there is an access control context in the end.
        Object[] arguments = {request, copy, implementation, BodyHandlers.discarding(), null, null};
        return new JdkExchange(create(classOf("MultiExchange"), parameters, Arrays.copyOf(arguments, parameters)));
    }

    /** Returns what the hooks get. */
    Object exchange() {
        return invoke(multiExchange, "getExchange");
    }

    HttpRequest request() {
        return HttpClientInternals.requestOf(exchange());
    }

    /** Returns the future that the client fails if the request is cancelled before it has a connection. */
    @Nullable
    Object exchangeFuture() {
        return read(exchange(), "exchangeCF");
    }

    @Nullable
    String authorization() {
        return HttpClientInternals.systemHeader(request(), "Authorization");
    }

    /** Returns an answer to it, as the JDK makes them. */
    Object answer(int status, boolean byProxy) {
        return create(
                classOf("Response"),
                7,
                request(),
                exchange(),
                HttpHeaders.of(Map.of(), (name, value) -> true),
                null,
                status,
                HttpClient.Version.HTTP_1_1,
                byProxy);
    }

    /** Makes the client go on with another request, as it does with one that a filter gives it. */
    JdkExchange again(HttpRequest request) {
        invoke(multiExchange, "setExchange", create(classOf("Exchange"), 2, request, multiExchange));
        return this;
    }

    /** Makes the client remember what was answered before. */
    void answeredBefore(HttpResponse<?> earlier) {
        write(multiExchange, "response", earlier);
    }

    void useUpAttempts() {
        ((AtomicInteger) read(multiExchange, "attempts")).set(5);
    }

    /** Does what the client does when the application cancels, or the request's time is up. */
    void cancel(IOException cause) {
        invoke(multiExchange, "cancel", cause);
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static Object create(Class<?> type, int parameters, @Nullable Object... arguments) {
        try {
            Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                    .filter(candidate -> candidate.getParameterCount() == parameters
                            && accepts(candidate.getParameterTypes(), arguments))
                    .min(Comparator.comparing(Constructor::toString))
                    .orElseThrow();
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static Object invoke(Object target, String name, Object... arguments) {
        try {
            Method method = Arrays.stream(target.getClass().getDeclaredMethods())
                    .filter(candidate ->
                            candidate.getName().equals(name) && accepts(candidate.getParameterTypes(), arguments))
                    .findFirst()
                    .orElseThrow();
            method.setAccessible(true);
            Object result = method.invoke(target, arguments);
            return result == null ? target : result;
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private static boolean accepts(Class<?>[] types, @Nullable Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Object argument = arguments[i];
            if (argument != null
                    && !MethodType.methodType(types[i]).wrap().returnType().isInstance(argument)) {
                return false;
            }
        }
        return true;
    }

    private static Object read(Object target, String name) {
        try {
            return fieldOf(target, name).get(target);
        } catch (IllegalAccessException e) {
            throw new LinkageError(name, e);
        }
    }

    private static void write(Object target, String name, Object value) {
        try {
            fieldOf(target, name).set(target, value);
        } catch (IllegalAccessException e) {
            throw new LinkageError(name, e);
        }
    }

    private static Field fieldOf(Object target, String name) {
        try {
            Field field = target.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new LinkageError(name, e);
        }
    }
}
