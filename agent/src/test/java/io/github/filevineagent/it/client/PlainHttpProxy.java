package io.github.filevineagent.it.client;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;

/** Ways in which a request goes through a proxy. The first word of the names says what the gateway must have seen. */
@SuppressWarnings("ImmutableEnumChecker") // The steps have no state.
enum PlainHttpProxy implements Scenario {
    BARE_BY_THE_CONNECTION(call ->
            call.report("answer", call.open("plain", "ok", new Proxy(Proxy.Type.HTTP, call.proxy("openproxy"))))),
    BARE_BY_A_DEFAULT_SELECTOR(call -> {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(call.proxy("openproxy")));
        call.get("answer", call.uri("plain", "ok"));
        ProxySelector.setDefault(before);
    }),
    BARE_BY_PROPERTIES(call -> {
        InetSocketAddress proxy = call.proxy("openproxy");
        System.setProperty("http.proxyHost", proxy.getHostString());
        System.setProperty("http.proxyPort", String.valueOf(proxy.getPort()));
        System.setProperty("http.nonProxyHosts", "");
        call.get("answer", call.uri("plain", "ok"));
        System.clearProperty("http.proxyHost");
        System.clearProperty("http.proxyPort");
        System.clearProperty("http.nonProxyHosts");
    }),
    /** The first time directly, and then as the gateway says. */
    FIRST_BY_A_305(call -> call.get("answer", call.uri("plain", "305@openproxy/ok"))),
    FIRST_BY_A_305_TO_A_POST(call -> call.post("answer", call.uri("plain", "305@openproxy/ok"))),
    AUTHORIZED_AFTER_A_PROXY(call -> {
        call.report("proxied", call.open("plain", "ok?proxied", new Proxy(Proxy.Type.HTTP, call.proxy("openproxy"))));
        call.get("answer", call.uri("plain", "ok?direct"));
    }),
    /** By https a proxy sees nothing, whoever names it. */
    TUNNELED_BY_A_305(call -> call.get("answer", call.uri("gateway", "305@tlsproxy/ok")));

    private final Steps steps;

    PlainHttpProxy(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        steps.run(call);
    }
}
