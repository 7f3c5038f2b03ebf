package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.GatewayHost;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the matcher with regular expressions that say the same in another way, on hosts that are nearly right. */
class GatewayMatcherOracleTest {
    private static final int REQUESTS = 20_000;
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);
    private static final String[] SCHEMES = {"https", "https", "HTTPS", "http", "wss"};
    private static final int[] PORTS = {-1, -1, 443, 80, 8443};
    private static final String[] HOSTS = {
        "api.filevineapp.com", "gw.example.com", "kiosk.gw.example.com", "localhost", "[::1]", "evil.com"
    };
    private static final String STRAY_CHARACTERS = "..aikKcom-_@:/\\%\0\t \u212A\u0130\u0131\u3002";

    private final List<GatewayHost> hosts = Gateways.hosts(
            "api.filevineapp.com, api.filevineapp.com:8443, *.gw.example.com, http://localhost, https://[::1]:8443");
    private final GatewayMatcher matcher = new GatewayMatcher(hosts);
    private final List<Pattern> oracle =
            hosts.stream().map(GatewayMatcherOracleTest::pattern).collect(Collectors.toList());
    private final SplittableRandom random = new SplittableRandom(20261124);

    @Test
    void matches_randomHosts_agreesWithTheOracle() {
        int matched = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String scheme = SCHEMES[random.nextInt(SCHEMES.length)];
            String host = randomHost();
            int port = PORTS[random.nextInt(PORTS.length)];
            boolean expected = oracleMatches(scheme, host, port);

            assertThat(matcher.matches(scheme, host, port))
                    .as("%s://%s:%d", scheme, host, port)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isBetween(REQUESTS / 20, REQUESTS / 2);
    }

    private boolean oracleMatches(String scheme, String host, int port) {
        int effective = port != -1 ? port : DEFAULT_PORTS.getOrDefault(scheme.toLowerCase(Locale.ROOT), -1);
        String origin = scheme + "://" + host + ":" + effective;
        return oracle.stream().anyMatch(pattern -> pattern.matcher(origin).matches());
    }

    /** Without {@code UNICODE_CASE}, so letters are equal as ASCII only. */
    private static Pattern pattern(GatewayHost host) {
        return Pattern.compile(
                Pattern.quote(host.scheme() + "://") + (host.isWildcard() ? "([a-z0-9_-]+[.])+" : "")
                        + Pattern.quote(host.host()) + "[.]?" + Pattern.quote(":" + host.port()),
                Pattern.CASE_INSENSITIVE);
    }

    private String randomHost() {
        StringBuilder host = new StringBuilder(HOSTS[random.nextInt(HOSTS.length)]);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(host.length() + 1);
            switch (random.nextInt(5)) {
                case 0:
                    host.insert(at, STRAY_CHARACTERS.charAt(random.nextInt(STRAY_CHARACTERS.length())));
                    break;
                case 1:
                    host.insert(0, "a.");
                    break;
                case 2:
                    host.append('.');
                    break;
                case 3:
                    if (at < host.length()) {
                        host.setCharAt(at, Character.toUpperCase(host.charAt(at)));
                    }
                    break;
                default:
                    if (at < host.length()) {
                        host.deleteCharAt(at);
                    }
            }
        }
        return host.toString();
    }
}
