package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Firms;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Several firms on one host, a gateway on loopback, and the JDK's own connections to it. */
abstract class UrlConnectionFirmsFixture {
    private final ServerSocket gateway = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<HttpURLConnection> opened = new ArrayList<>();

    UrlConnectionFirmsFixture() throws IOException {}

    @AfterEach
    void close() throws IOException {
        opened.forEach(HttpURLConnection::disconnect);
        gateway.close();
    }

    Firms firms(String names, String... setting) {
        return Firms.on(origin(), names, setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]))
                .issue();
    }

    static UrlConnectionHooks hooks(Firms firms) {
        return new UrlConnectionHooks(firms.authorizer(), new PlainHttpProxy(new Log(System.err, Log.Level.OFF)));
    }

    HttpURLConnection connect(@Nullable String organisation) throws IOException {
        HttpURLConnection connection = open();
        if (organisation != null) {
            connection.setRequestProperty("x-fv-orgid", organisation);
        }
        connection.connect();
        return connection;
    }

    HttpURLConnection open() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(origin() + "/").toURL().openConnection(Proxy.NO_PROXY);
        opened.add(connection);
        return connection;
    }

    String origin() {
        return "http://127.0.0.1:" + gateway.getLocalPort();
    }

    static @Nullable String orgId(HttpURLConnection connection) {
        return UrlConnectionInternals.requestHeader(connection, "x-fv-orgid");
    }
}
