package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares the matcher with the oracle, on hosts that are nearly right. */
class GatewayMatcherOracleTest {
    private static final int REQUESTS = 20_000;
    private static final String[] SCHEMES = {"https", "https", "HTTPS", "http", "wss"};
    private static final int[] PORTS = {-1, -1, 443, 80, 8443};
    private static final String[] HOSTS = {
        "api.filevineapp.com", "gw.example.com", "kiosk.gw.example.com", "localhost", "[::1]", "evil.com"
    };
    private static final String STRAY_CHARACTERS = "..aikKcom-_@:/\\%\0\t \u212A\u0130\u0131\u3002";

    private final GatewayMatcher matcher = new GatewayMatcher(GatewayOracle.HOSTS);
    private final SplittableRandom random = new SplittableRandom(20261124);

    @Test
    void matches_randomHosts_agreesWithTheOracle() {
        int matched = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String scheme = SCHEMES[random.nextInt(SCHEMES.length)];
            String host = randomHost();
            int port = PORTS[random.nextInt(PORTS.length)];
            boolean expected = GatewayOracle.matches(scheme, host, port);

            assertThat(Gateways.matches(matcher, scheme, host, port))
                    .as("%s://%s:%d", scheme, host, port)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isBetween(REQUESTS / 20, REQUESTS / 2);
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
