package io.github.filevineagent.instrumentation;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code sun.net.www.protocol.http.HttpURLConnection}, of {@code sun.net.www.MessageHeader} and of {@code
 * sun.net.NetworkClient}, the socket's owner, that the hooks use: JDK 11 to 28. How they are reached is explained at
 * {@link HttpClientInternals}.
 *
 * <p>Initializing this class fails with an {@link ExceptionInInitializerError} that names what is missing. It must not be
 * initialized before {@link JdkModules} has opened the packages.
 */
final class UrlConnectionInternals {
    private static final VarHandle REQUESTS;
    private static final VarHandle USER_HEADERS;
    private static final VarHandle KEYS;
    private static final VarHandle VALUES;
    private static final VarHandle COUNT;
    private static final VarHandle RESPONSE_CODE;
    private static final VarHandle CONNECT_TIMEOUT;
    private static final VarHandle READ_TIMEOUT;
    private static final VarHandle DEFAULT_CONNECT_TIMEOUT;
    private static final VarHandle DEFAULT_READ_TIMEOUT;
    private static final VarHandle HTTP;
    private static final VarHandle PROXY;
    private static final VarHandle SOCKET;
    private static final int MAX_REDIRECTS;
    private static final MethodHandle DISCONNECT;
    private static final MethodHandle STREAMING;
    private static final MethodHandle DISCONNECT_WEB;
    private static final MethodHandle FIND_VALUE;
    private static final MethodHandle SET;
    private static final MethodHandle REMOVE;

    static {
        try {
            Class<?> connection = Class.forName("sun.net.www.protocol.http.HttpURLConnection", false, null);
            Class<?> header = Class.forName("sun.net.www.MessageHeader", false, null);
            Class<?> client = Class.forName("sun.net.www.http.HttpClient", false, null);
            Class<?> network = Class.forName("sun.net.NetworkClient", false, null);
            MethodHandles.Lookup inConnection = MethodHandles.privateLookupIn(connection, MethodHandles.lookup());
            MethodHandles.Lookup inHeader = MethodHandles.privateLookupIn(header, MethodHandles.lookup());
            MethodHandles.Lookup inNetwork = MethodHandles.privateLookupIn(network, MethodHandles.lookup());

            REQUESTS = inConnection.findVarHandle(connection, "requests", header);
            USER_HEADERS = inConnection.findVarHandle(connection, "userHeaders", header);
            KEYS = inHeader.findVarHandle(header, "keys", String[].class);
            VALUES = inHeader.findVarHandle(header, "values", String[].class);
            COUNT = inHeader.findVarHandle(header, "nkeys", int.class);
            RESPONSE_CODE = inConnection.findVarHandle(connection, "responseCode", int.class);
            CONNECT_TIMEOUT = inConnection.findVarHandle(connection, "connectTimeout", int.class);
            READ_TIMEOUT = inConnection.findVarHandle(connection, "readTimeout", int.class);
            DEFAULT_CONNECT_TIMEOUT = inNetwork.findStaticVarHandle(network, "defaultConnectTimeout", int.class);
            DEFAULT_READ_TIMEOUT = inNetwork.findStaticVarHandle(network, "defaultSoTimeout", int.class);
            HTTP = inConnection.findVarHandle(connection, "http", client);
            PROXY = inNetwork.findVarHandle(network, "proxy", Proxy.class);
            SOCKET = inNetwork.findVarHandle(network, "serverSocket", Socket.class);
            MAX_REDIRECTS = (int) inConnection
                    .findStaticVarHandle(connection, "maxRedirects", int.class)
                    .get();
            DISCONNECT = inConnection.findVirtual(connection, "disconnectInternal", MethodType.methodType(void.class));
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

    /**
     * As {@link #applicationHeader}, but an empty text for a header without a value, and the given text for one that is set
     * more than once.
     */
    static @Nullable String onlyApplicationHeader(HttpURLConnection connection, String name, String ifSeveral) {
        Object headers = (Object) USER_HEADERS.get(connection);
        String only = null;
        // As MessageHeader's own methods do, none of which tells this without allocating. Its fields: JDK 11 to 28.
        synchronized (headers) {
            String[] keys = (String[]) KEYS.get(headers);
            String[] values = (String[]) VALUES.get(headers);
            for (int i = (int) COUNT.get(headers) - 1; i >= 0; i--) {
                if (name.equalsIgnoreCase(keys[i])) {
                    if (only != null) {
                        return ifSeveral;
                    }
                    only = values[i] == null ? "" : values[i];
                }
            }
        }
        return only;
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

    /**
     * How long the connection lets the application wait for connecting and for an answer together, in milliseconds, or 0 if
     * either is without a limit. What is not set on the connection is as {@code sun.net.client.default…Timeout} says.
     */
    static long timeoutMillis(HttpURLConnection connection) {
        int connect = (int) CONNECT_TIMEOUT.get(connection);
        int read = (int) READ_TIMEOUT.get(connection);
        connect = connect >= 0 ? connect : (int) DEFAULT_CONNECT_TIMEOUT.get();
        read = read >= 0 ? read : (int) DEFAULT_READ_TIMEOUT.get();
        return connect > 0 && read > 0 ? (long) connect + read : 0;
    }

    /** How often a connection sends a request, whether for redirects or to authenticate: {@code http.maxRedirects}. */
    static int maxRedirects() {
        return MAX_REDIRECTS;
    }

    /** Whether there is a connection to a server or to a proxy. The application can end it from another thread. */
    static boolean isConnected(HttpURLConnection connection) {
        return (Object) HTTP.get(connection) != null;
    }

    /** What the connection that is open goes through, whoever chose it; null if it goes to the server itself. */
    static @Nullable Proxy proxy(HttpURLConnection connection) {
        Object client = (Object) HTTP.get(connection);
        Proxy proxy = client == null ? null : (Proxy) PROXY.get(client);
        return proxy == null || proxy.type() == Proxy.Type.DIRECT ? null : proxy;
    }

    /**
     * Whether the server has given up the connection, on which no request has been written yet. Looks for a millisecond, as
     * the JDK does before it streams a body through a connection that it has kept.
     */
    static boolean isClosedByServer(HttpURLConnection connection) {
        Object client = (Object) HTTP.get(connection);
        Socket socket = client == null ? null : (Socket) SOCKET.get(client);
        if (socket == null) {
            return false;
        }
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // Either the end, or an answer to no request, such as a 408.
                int unused = socket.getInputStream().read();
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            return true;
        }
    }

    /** Closes the socket at once, as the JDK does itself where a request fails. */
    static void disconnect(HttpURLConnection connection) {
        try {
            DISCONNECT.invoke(connection);
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
