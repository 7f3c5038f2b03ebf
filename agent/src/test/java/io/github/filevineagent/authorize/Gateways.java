package io.github.filevineagent.authorize;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.GatewayHost;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Configurations as the agent itself reads them. */
final class Gateways {
    private Gateways() {}

    static GatewayMatcher matcherFor(String gatewayHosts) {
        return new GatewayMatcher(hosts(gatewayHosts));
    }

    static boolean matches(GatewayMatcher matcher, @Nullable String scheme, @Nullable String host, int port) {
        return matcher.indexOf(scheme, host, port) != GatewayMatcher.NONE;
    }

    static List<GatewayHost> hosts(String gatewayHosts) {
        return config(Map.of("filevine.gateway-hosts", gatewayHosts))
                .profiles()
                .get(0)
                .gatewayHosts();
    }

    static AgentConfig config(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "pat");
        properties.putAll(settings);
        try {
            return new ConfigReader(properties, Map.of()).read();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
