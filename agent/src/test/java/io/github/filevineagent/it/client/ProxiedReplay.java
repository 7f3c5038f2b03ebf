package io.github.filevineagent.it.client;

import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;

/** A 401 from the gateway behind a proxy that wants a password, through a tunnel. */
enum ProxiedReplay implements Scenario {
    REPLAYED_BEHIND_A_PROXY {
        @Override
        public void run(Call call) throws Exception {
            InetSocketAddress proxy = call.proxy("guardedproxy");
            if (call.isUrlConnection()) {
                Authenticator.setDefault(new Password());
                HttpURLConnection connection = call.open("gateway", "revoked/ok", new Proxy(Proxy.Type.HTTP, proxy));
                Call.write(connection, "body");
                call.report("answer", connection);
            } else {
                call.report(
                        "answer",
                        call.send(
                                call.newClient()
                                        .proxy(ProxySelector.of(proxy))
                                        .authenticator(new Password())
                                        .build(),
                                call.request("gateway2", "revoked/ok").build()));
            }
        }
    }
}
