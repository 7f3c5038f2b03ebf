package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainHttpProxyTest {
    private static final Proxy PROXY =
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128));

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PlainHttpProxy plainHttpProxy =
            new PlainHttpProxy(new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO));

    @Test
    void withholds_plainHttpThroughAProxy_isTrueAndSaysSoOnce() {
        assertThat(plainHttpProxy.withholds("http", PROXY, "localhost", 8080)).isTrue();
        assertThat(plainHttpProxy.withholds("HTTP", PROXY, "127.0.0.1", 8080)).isTrue();

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("http://localhost:8080 ", "proxy.example.com:3128,", "http.nonProxyHosts");
    }

    @Test
    void withholds_plainHttpOnTheDefaultPort_namesNone() {
        assertThat(plainHttpProxy.withholds("http", PROXY, "localhost", -1)).isTrue();

        assertThat(output.toString(StandardCharsets.UTF_8)).contains("http://localhost go through");
    }

    @Test
    void withholds_plainHttpThroughSocks_isTrue() {
        Proxy socks = new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("socks.example.com", 1080));

        assertThat(plainHttpProxy.withholds("http", socks, "localhost", 8080)).isTrue();
    }

    @Test
    void withholds_plainHttpDirectly_isFalse() {
        assertThat(plainHttpProxy.withholds("http", null, "localhost", 8080)).isFalse();
        assertThat(plainHttpProxy.withholds("http", Proxy.NO_PROXY, "localhost", 8080))
                .isFalse();
        assertThat(output.size()).isZero();
    }

    @Test
    void withholds_httpsThroughAProxy_isFalse() {
        assertThat(plainHttpProxy.withholds("https", PROXY, "localhost", 8080)).isFalse();
        assertThat(output.size()).isZero();
    }
}
