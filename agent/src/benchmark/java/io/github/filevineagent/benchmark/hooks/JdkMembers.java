package io.github.filevineagent.benchmark.hooks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;

/** The JDK's own ways to set a header on a request that is about to be written: what any header costs. */
final class JdkMembers {
    private static final MethodHandle REQUEST_OF_EXCHANGE;
    private static final MethodHandle SET_SYSTEM_HEADER;
    private static final MethodHandle HEADERS_OF_CONNECTION;
    private static final MethodHandle SET_HEADER;

    static {
        try {
            Class<?> exchange = Class.forName("jdk.internal.net.http.Exchange");
            Class<?> request = Class.forName("jdk.internal.net.http.HttpRequestImpl");
            Class<?> connection = Class.forName("sun.net.www.protocol.http.HttpURLConnection");
            Class<?> headers = Class.forName("sun.net.www.MessageHeader");
            MethodHandles.Lookup inClient = MethodHandles.privateLookupIn(exchange, MethodHandles.lookup());
            MethodHandles.Lookup inConnection = MethodHandles.privateLookupIn(connection, MethodHandles.lookup());
            MethodHandles.Lookup inHeaders = MethodHandles.privateLookupIn(headers, MethodHandles.lookup());
            MethodType setter = MethodType.methodType(void.class, String.class, String.class);
            REQUEST_OF_EXCHANGE = inClient.findGetter(exchange, "request", request)
                    .asType(MethodType.methodType(HttpRequest.class, Object.class));
            SET_SYSTEM_HEADER = inClient.findVirtual(request, "setSystemHeader", setter)
                    .asType(setter.insertParameterTypes(0, HttpRequest.class));
            HEADERS_OF_CONNECTION = inConnection
                    .findGetter(connection, "requests", headers)
                    .asType(MethodType.methodType(Object.class, HttpURLConnection.class));
            SET_HEADER =
                    inHeaders.findVirtual(headers, "set", setter).asType(setter.insertParameterTypes(0, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private JdkMembers() {}

    static void setHeader(Object exchange, String name, String value) throws Throwable {
        SET_SYSTEM_HEADER.invokeExact((HttpRequest) REQUEST_OF_EXCHANGE.invokeExact(exchange), name, value);
    }

    static void setHeader(HttpURLConnection connection, String name, String value) throws Throwable {
        SET_HEADER.invokeExact((Object) HEADERS_OF_CONNECTION.invokeExact(connection), name, value);
    }
}
