package io.github.filevineagent.authorize;

import io.github.filevineagent.config.GatewayHost;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Some gateway hosts, as regular expressions that say in another way what the matcher says. */
final class GatewayOracle {
    static final List<GatewayHost> HOSTS = Gateways.hosts(
            "api.filevineapp.com, api.filevineapp.com:8443, *.gw.example.com, http://localhost, https://[::1]:8443");

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);

    private static final List<Pattern> PATTERNS =
            HOSTS.stream().map(GatewayOracle::pattern).collect(Collectors.toList());

    private GatewayOracle() {}

    static boolean matches(String scheme, String host, int port) {
        int effective = port != -1 ? port : DEFAULT_PORTS.getOrDefault(scheme.toLowerCase(Locale.ROOT), -1);
        String origin = scheme + "://" + host + ":" + effective;
        return PATTERNS.stream().anyMatch(pattern -> pattern.matcher(origin).matches());
    }

    /** Without {@code UNICODE_CASE}, so letters are equal as ASCII only. */
    private static Pattern pattern(GatewayHost host) {
        return Pattern.compile(
                Pattern.quote(host.scheme() + "://") + (host.isWildcard() ? "([a-z0-9_-]+[.])+" : "")
                        + Pattern.quote(host.host()) + "[.]?" + Pattern.quote(":" + host.port()),
                Pattern.CASE_INSENSITIVE);
    }
}
