package io.github.filevineagent.instrumentation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code sun.net.www.protocol.http.HttpURLConnection} and {@code sun.net.www.MessageHeader} that the hooks
 * use: JDK 11 to 26, checked on 17 and 25. How they are reached is explained at {@link HttpClientInternals}.
 *
 * <p>Initializing this class fails with an {@link ExceptionInInitializerError} that names what is missing. It must not be
 * initialized before {@link JdkModules} has opened the packages.
 */
final class UrlConnectionInternals {
    private static final VarHandle REQUESTS;
    private static final VarHandle USER_HEADERS;
    private static final VarHandle RESPONSE_CODE;
    private static final MethodHandle STREAMING;
    private static final MethodHandle DISCONNECT_WEB;
    private static final MethodHandle FIND_VALUE;
    private static final MethodHandle SET;
    private static final MethodHandle REMOVE;

    static {
        try {
            Class<?> connection = Class.forName("sun.net.www.protocol.http.HttpURLConnection", false, null);
            Class<?> header = Class.forName("sun.net.www.MessageHeader", false, null);
            MethodHandles.Lookup inConnection = MethodHandles.privateLookupIn(connection, MethodHandles.lookup());
            MethodHandles.Lookup inHeader = MethodHandles.privateLookupIn(header, MethodHandles.lookup());

            REQUESTS = inConnection.findVarHandle(connection, "requests", header);
            USER_HEADERS = inConnection.findVarHandle(connection, "userHeaders", header);
            RESPONSE_CODE = inConnection.findVarHandle(connection, "responseCode", int.class);
            STREAMING = inConnection.findVirtual(connection, "streaming", MethodType.methodType(boolean.class));
            DISCONNECT_WEB = inConnection.findVirtual(connection, "disconnectWeb", MethodType.methodType(void.class));
            FIND_VALUE = adapt(
                    inHeader.findVirtual(header, "findValue", MethodType.methodType(String.class, String.class)),
                    String.class,
                    Object.class,
                    String.class);
            SET = adapt(
                    inHeader.findVirtual(header, "set", MethodType.methodType(void.class, String.class, String.class)),
                    void.class,
                    Object.class,
                    String.class,
                    String.class);
            REMOVE = inHeader.findVirtual(header, "remove", MethodType.methodType(void.class, String.class));
        } catch (Throwable t) {
            throw new ExceptionInInitializerError(t);
        }
    }

    private UrlConnectionInternals() {}

    /** Initializes the class. */
    static void load() {}

    /** A header of the request about to be written, whoever set it: the field {@code requests}. */
    static @Nullable String requestHeader(HttpURLConnection connection, String name) {
        return findValue((Object) REQUESTS.get(connection), name);
    }

    static void setRequestHeader(HttpURLConnection connection, String name, String value) {
        Object headers = (Object) REQUESTS.get(connection);
        try {
            SET.invokeExact(headers, name, value);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    static void removeRequestHeader(HttpURLConnection connection, String name) {
        Object headers = (Object) REQUESTS.get(connection);
        try {
            REMOVE.invoke(headers, name);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /** What the application has set itself, on whichever hop: the field {@code userHeaders}. */
    static @Nullable String applicationHeader(HttpURLConnection connection, String name) {
        return findValue((Object) USER_HEADERS.get(connection), name);
    }

    /** The status of the answer that has been read, or -1. The public getter would send the request. */
    static int responseCode(HttpURLConnection connection) {
        return (int) RESPONSE_CODE.get(connection);
    }

    /** Whether the body is not buffered, so that the request can't be sent again. */
    static boolean isStreaming(HttpURLConnection connection) {
        try {
            return (boolean) STREAMING.invoke(connection);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    /** Forgets the answer, so that the connection's loop sends the request again; keeps an authenticated proxy. */
    static void disconnectWeb(HttpURLConnection connection) {
        try {
            DISCONNECT_WEB.invoke(connection);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    private static @Nullable String findValue(Object headers, String name) {
        try {
            return (String) FIND_VALUE.invokeExact(headers, name);
        } catch (Throwable t) {
            throw Rethrown.as(t);
        }
    }

    private static MethodHandle adapt(MethodHandle handle, Class<?> result, Class<?>... parameters) {
        return handle.asType(MethodType.methodType(result, parameters));
    }
}
