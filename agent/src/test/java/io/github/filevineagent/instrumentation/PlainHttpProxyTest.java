package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.log.Log;
import io.github.filevineagent.log.LogLevel;
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
            new PlainHttpProxy(new Log(new PrintStream(output, true, StandardCharsets.UTF_8), LogLevel.INFO));

    @Test
    void withholds_plainHttpThroughAProxy_isTrueAndSaysSoOnce() {
        assertThat(plainHttpProxy.withholds("http", PROXY, "localhost")).isTrue();
        assertThat(plainHttpProxy.withholds("HTTP", PROXY, "127.0.0.1")).isTrue();

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("http://localhost", "proxy.example.com:3128", "http.nonProxyHosts");
    }

    @Test
    void withholds_plainHttpThroughSocks_isTrue() {
        Proxy socks = new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("socks.example.com", 1080));

        assertThat(plainHttpProxy.withholds("http", socks, "localhost")).isTrue();
    }

    @Test
    void withholds_plainHttpDirectly_isFalse() {
        assertThat(plainHttpProxy.withholds("http", null, "localhost")).isFalse();
        assertThat(plainHttpProxy.withholds("http", Proxy.NO_PROXY, "localhost"))
                .isFalse();
        assertThat(output.size()).isZero();
    }

    @Test
    void withholds_httpsThroughAProxy_isFalse() {
        assertThat(plainHttpProxy.withholds("https", PROXY, "localhost")).isFalse();
        assertThat(output.size()).isZero();
    }
}
