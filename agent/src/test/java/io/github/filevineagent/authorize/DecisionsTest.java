package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.refresh.SteppedTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about requests: each thing once. */
class DecisionsTest {
    private static final String NEAR_MISS =
            "[filevine-agent] warn: Requests to %s get no token: the gateway host is configured as %s, with another scheme or"
                    + " port. Correct the address that the application calls, or gateway-hosts.";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final SteppedTokens tokens = new SteppedTokens();

    @ParameterizedTest
    @CsvSource({
        "http, api.filevine.io, -1, http://api.filevine.io, https://api.filevine.io",
        "HTTPS, API.filevine.io, 8443, https://api.filevine.io:8443, https://api.filevine.io",
        "http, a.gw.example.com, 80, http://a.gw.example.com:80, https://*.gw.example.com",
    })
    void passBy_nameOfAGateway_isWarnedOfOnce(String scheme, String host, int port, String shown, String gateway) {
        Authorizer authorizer = authorizer("api.filevine.io, *.gw.example.com", Log.Level.WARN);

        for (int i = 0; i < 3; i++) {
            authorizer.passBy(scheme, host, port);
        }
        authorizer.passedByUnauthorized(scheme, host, port);

        assertThat(logLines()).containsExactly(String.format(NEAR_MISS, shown, gateway));
    }

    @Test
    void passBy_otherHostsAndIdentityServer_isSilent() {
        Authorizer authorizer = authorizer("*.filevine.io", Log.Level.WARN);

        authorizer.passBy("https", "storage.example.com", -1);
        authorizer.passBy("http", "api.example.com", 80);
        authorizer.passBy("https", "identity.filevine.io", -1);
        authorizer.passBy(null, null, -1);

        assertThat(logLines()).isEmpty();
    }

    /** Another port of this machine has another service, so long as that does not ask for a token. */
    @Test
    void passBy_anotherPortOfThisMachine_isWarnedOfWhenAnsweredWith401() {
        Authorizer authorizer = authorizer("http://localhost:8080", Log.Level.WARN);

        authorizer.passBy("http", "localhost", 9200);
        assertThat(logLines()).isEmpty();
        authorizer.passedByUnauthorized("http", "localhost", 9200);
        authorizer.passedByUnauthorized("http", "localhost", 9200);

        assertThat(logLines())
                .containsExactly(String.format(NEAR_MISS, "http://localhost:9200", "http://localhost:8080"));
    }

    @Test
    void passBy_profilesReplaced_isNotWarnedOfAgain() {
        AgentConfig config = Gateways.config(Map.of("filevine.gateway-hosts", "api.filevine.io"));
        Profile profile = new Profile(config.profiles().get(0), tokens.source(), host -> {});
        Authorizer authorizer = new Authorizer(config, List.of(profile), log(Log.Level.WARN), host -> {});
        authorizer.passBy("http", "api.filevine.io", -1);

        authorizer.replaceProfiles(List.of(profile));
        authorizer.passBy("http", "api.filevine.io", -1);

        assertThat(logLines()).hasSize(1);
    }

    @Test
    void passBy_debug_isToldOncePerHost() {
        Authorizer authorizer = authorizer("http://localhost:8080", Log.Level.DEBUG);

        for (int i = 0; i < 3; i++) {
            authorizer.passBy("https", "Storage.example.com", -1);
            authorizer.passBy("http", "localhost", 9200);
        }

        assertThat(logLines())
                .containsExactly(
                        "[filevine-agent] debug: requests to https://storage.example.com: no gateway host, so they go as they"
                                + " are.",
                        "[filevine-agent] debug: requests to http://localhost:9200: no gateway host, which is"
                                + " http://localhost:8080 with another scheme or port, so they go as they are.");
    }

    @Test
    void tellDecision_debug_isToldOnceForEachWayItComesOut() {
        Authorizer authorizer = authorizer("api.filevine.io", Log.Level.DEBUG);
        assertThat(authorizer.tellsDecisions()).isTrue();

        for (int i = 0; i < 3; i++) {
            authorizer.tellDecision("https", "api.filevine.io", -1, "yes");
            authorizer.tellDecision("https", "api.filevine.io", -1, "no");
        }

        assertThat(logLines())
                .containsExactly(
                        "[filevine-agent] debug: requests to https://api.filevine.io: yes.",
                        "[filevine-agent] debug: requests to https://api.filevine.io: no.");
    }

    @Test
    void tellDecision_endlesslyManyHosts_areToldAThousandTimes() {
        Authorizer authorizer = authorizer("api.filevine.io", Log.Level.DEBUG);

        for (int i = 0; i < 1100; i++) {
            authorizer.passBy("https", "host-" + i + ".example.com", -1);
        }

        assertThat(logLines()).hasSize(1000);
        assertThat(logLines().get(999)).endsWith(" Further decisions are not logged.");
        assertThat(logLines().get(998)).doesNotContain("Further");
    }

    @Test
    void tellDecision_info_isSilent() {
        Authorizer authorizer = authorizer("api.filevine.io", Log.Level.INFO);

        authorizer.tellDecision("https", "api.filevine.io", -1, "yes");
        authorizer.passBy("https", "storage.example.com", -1);

        assertThat(authorizer.tellsDecisions()).isFalse();
        assertThat(logLines()).isEmpty();
    }

    @Test
    void stillUnauthorized_sameHost_isWarnedOfOnceWithWhatToLookAt() {
        AgentConfig config = Gateways.config(Map.of());
        Profile profile = new Profile(config.profiles().get(0), tokens.source(), host -> {});
        Authorizer authorizer = new Authorizer(config, List.of(profile), log(Log.Level.WARN), host -> {});

        authorizer.stillUnauthorized(profile, "https", "API.filevine.io", -1);
        authorizer.stillUnauthorized(profile, "https", "api.filevine.io", -1);
        authorizer.stillUnauthorized(profile, "https", "api.filevineapp.com", -1);

        assertThat(logLines()).hasSize(2);
        assertThat(logLines().get(0))
                .startsWith(
                        "[filevine-agent] warn: profile default: https://api.filevine.io answers 401 to a fresh token, too,")
                .contains("of one region", "x-fv-orgid", "scopes", "filevine-agent.jar check");
    }

    @Test
    void hasMetGateway_requestsCounted_isTrueAndStaysSo() {
        AgentConfig config = Gateways.config(Map.of());
        Profile profile = new Profile(config.profiles().get(0), tokens.source(), host -> {});
        Authorizer authorizer = new Authorizer(config, List.of(profile), log(Log.Level.WARN), host -> {});
        assertThat(authorizer.hasMetGateway()).isFalse();

        profile.countPassed();

        assertThat(authorizer.hasMetGateway()).isTrue();
        assertThat(authorizer.hasReplacedProfiles()).isFalse();
        authorizer.replaceProfiles(List.of());
        assertThat(authorizer.hasMetGateway()).isTrue();
        assertThat(authorizer.hasReplacedProfiles()).isTrue();
    }

    private Authorizer authorizer(String hosts, Log.Level level) {
        AgentConfig config = Gateways.config(Map.of("filevine.gateway-hosts", hosts));
        return new Authorizer(
                config,
                List.of(new Profile(config.profiles().get(0), tokens.source(), host -> {})),
                log(level),
                host -> {});
    }

    private Log log(Log.Level level) {
        return new Log(new PrintStream(output, true, StandardCharsets.UTF_8), level);
    }

    private List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
