package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final URI LOOPBACK = URI.create("https://127.0.0.1/connect/token");

    private final ProxySelector ofTheJvm = ProxySelector.getDefault();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(ofTheJvm);
    }

    @Test
    void describe_direct_tellsTheAddress() {
        select(List.of(Proxy.NO_PROXY));

        assertStep("OK dns: 127.0.0.1 is 127.0.0.1");
    }

    @Test
    void describe_noSelector_tellsTheAddress() {
        ProxySelector.setDefault(null);

        assertStep("OK dns: 127.0.0.1 is 127.0.0.1");
    }

    @Test
    void describe_proxy_leavesTheNameToIt() {
        select(List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128))));

        Step step =
                Route.to(URI.create("https://identity.invalid/connect/token")).describe();

        assertThat(step.outcome()).isEqualTo(Step.Outcome.SKIPPED);
        assertThat(step.message()).startsWith("left to the proxy proxy.example").contains("3128");
    }

    /** Plain http, which is for loopback addresses, is never sent through one. */
    @Test
    void describe_plainHttpAndAProxyForIt_tellsTheAddress() {
        select(List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128))));

        Step step = Route.to(URI.create("http://127.0.0.1:8080/connect/token")).describe();

        assertThat(step.outcome()).isEqualTo(Step.Outcome.OK);
        assertThat(step.message()).isEqualTo("127.0.0.1 is 127.0.0.1");
    }

    @Test
    void describe_nameThatIsGone_warns() {
        select(List.of(Proxy.NO_PROXY));

        Step step =
                Route.to(URI.create("https://identity.invalid/connect/token")).describe();

        assertThat(step.outcome()).isEqualTo(Step.Outcome.WARNING);
        assertThat(step.message()).contains("identity.invalid");
    }

    private static void assertStep(String expected) {
        Step step = Route.to(LOOPBACK).describe();
        assertThat(step.outcome() + " " + step.name() + ": " + step.message()).isEqualTo(expected);
    }

    private static void select(List<Proxy> proxies) {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(@Nullable URI uri) {
                return proxies;
            }

            @Override
            public void connectFailed(
                    @Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {}
        });
    }
}
