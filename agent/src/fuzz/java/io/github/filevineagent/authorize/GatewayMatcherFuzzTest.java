package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class GatewayMatcherFuzzTest {
    private static final String[] SCHEMES = {"https", "HTTPS", "http", "wss", ""};
    private static final int[] PORTS = {-1, 80, 443, 8443, 0, 65536};

    private final GatewayMatcher matcher = new GatewayMatcher(GatewayOracle.HOSTS);

    @FuzzTest(maxDuration = "30s")
    void matches_anyHost_agreesWithTheOracle(FuzzedDataProvider data) {
        String scheme = data.pickValue(SCHEMES);
        int port = data.pickValue(PORTS);
        String host = data.consumeRemainingAsString();

        assertThat(Gateways.matches(matcher, scheme, host, port))
                .as("%s://%s:%d", scheme, host, port)
                .isEqualTo(GatewayOracle.matches(scheme, host, port));
    }
}
