package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.RefreshListener;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.refresh.TokenUnavailableException;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerTest {
    private static final Map<String, String> TWO_PROFILES = Map.of(
            "filevine.gateway-hosts", "gw.example.com",
            "filevine.profiles", "canada",
            "filevine.profile.canada.region", "ca",
            "filevine.profile.canada.pat", "other",
            "filevine.profile.canada.org-id", "7",
            "filevine.profile.canada.user-id", "42");

    @ParameterizedTest
    @CsvSource({
        "https, gw.example.com, default",
        "https, api.filevineapp.ca, canada",
        "https, api.filevineapp.com, ",
        "http, gw.example.com, ",
        "https, , ",
    })
    void profileFor_hop_isTheOneThatOwnsTheHost(String scheme, String host, String expected) {
        Profile profile = profileFor(authorizer(TWO_PROFILES), scheme, host, -1);

        assertThat(profile == null ? null : profile.name()).isEqualTo(expected);
    }

    @Test
    void profileFor_profileWithIds_carriesThem() {
        Authorizer authorizer = authorizer(TWO_PROFILES);
        Profile canada = profileFor(authorizer, "https", "api.filevineapp.ca", 443);
        Profile standard = profileFor(authorizer, "https", "gw.example.com", 443);

        assertThat(canada).isNotNull();
        assertThat(canada.orgId()).isEqualTo("7");
        assertThat(canada.userId()).isEqualTo("42");
        assertThat(standard).isNotNull();
        assertThat(standard.orgId()).isNull();
        assertThat(standard.userId()).isNull();
    }

    @Test
    void profileFor_identityServerUnderAWildcard_isNull() {
        Authorizer authorizer = authorizer(Map.of("filevine.gateway-hosts", "*.filevine.io"));

        assertThat(profileFor(authorizer, "https", "identity.filevine.io", -1)).isNull();
        assertThat(profileFor(authorizer, "https", "IDENTITY.filevine.io.", 443))
                .isNull();
        assertThat(profileFor(authorizer, "https", "api.filevine.io", -1)).isNotNull();
    }

    /** A set address does not make the region's own ones gateways: they are still identity servers. */
    @ParameterizedTest
    @CsvSource({
        "identity.filevine.io, ",
        "identity.filevine.com, ",
        "identity.filevine.io, https://identity.filevine.com",
        "identity.filevine.com, https://identity.filevine.io",
        "identity.filevine.io, https://id.example.com",
        "id.example.com, https://id.example.com",
    })
    void profileFor_anyIdentityServerOfTheRegionUnderAWildcard_isNull(String host, @Nullable String set) {
        Map<String, String> settings = new HashMap<>();
        settings.put("filevine.gateway-hosts", "*.filevine.io, *.filevine.com, *.example.com");
        if (set != null) {
            settings.put("filevine.identity-url", set);
        }

        assertThat(profileFor(authorizer(settings), "https", host, -1)).isNull();
        assertThat(profileFor(authorizer(settings), "https", "api.filevine.com", -1))
                .isNotNull();
    }

    @Test
    void profileFor_identityServerNamedAsGatewayHost_isAuthorized() {
        Authorizer authorizer = authorizer(Map.of(
                "filevine.identity-url", "http://localhost:8080", "filevine.gateway-hosts", "http://localhost:8080"));

        assertThat(profileFor(authorizer, "http", "localhost", 8080)).isNotNull();
    }

    @Test
    void withoutToken_fail_givesTheReasonAndCountsIt() {
        Authorizer authorizer = authorizer(Map.of());
        Profile profile = presetProfile(authorizer);

        TokenUnavailableException failure = authorizer.withoutToken(profile, "gw.example.com");

        assertThat(failure).isNotNull().hasMessageContaining("the identity server has not answered yet");
        assertThat(profile.failedRequests()).isOne();
        assertThat(profile.passedRequests()).isZero();
    }

    @Test
    void withoutToken_pass_givesNullAndCountsIt() {
        Authorizer authorizer = authorizer(Map.of("filevine.when-unavailable", "pass"));
        Profile profile = presetProfile(authorizer);

        assertThat(authorizer.withoutToken(profile, "gw.example.com")).isNull();
        assertThat(profile.passedRequests()).isOne();
        assertThat(profile.failedRequests()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"fail, true", "pass, false"})
    void without_tokenOrProfile_isHeardByTheListenerOfEach(String whenUnavailable, boolean failed) {
        AgentConfig config = Gateways.config(Map.of("filevine.when-unavailable", whenUnavailable));
        List<String> heard = new ArrayList<>();
        Profile profile =
                new Profile(config.profiles().get(0), neverRefreshed("default"), new Hearing("profile", heard));
        Authorizer authorizer = new Authorizer(
                config, List.of(profile), new Log(System.err, Log.Level.OFF), new Hearing("nobody's", heard));
        Gateway gateway = authorizer.gatewayFor("https", "api.filevineapp.com", -1);
        assertThat(gateway).isNotNull();

        TokenUnavailableException unused = authorizer.withoutToken(profile, "gw.example.com");
        unused = authorizer.withoutProfile(gateway, "gw2.example.com", "9");
        unused = authorizer.withoutEarlierProfile("gw3.example.com");

        assertThat(heard)
                .containsExactly(
                        "profile gw.example.com " + failed,
                        "nobody's gw2.example.com " + failed,
                        "nobody's gw3.example.com " + failed);
    }

    private static final class Hearing implements RequestListener {
        private final String whose;
        private final List<String> heard;

        Hearing(String whose, List<String> heard) {
            this.whose = whose;
            this.heard = heard;
        }

        @Override
        public void replayed(String host) {
            heard.add(whose + " replayed " + host);
        }

        @Override
        public void withoutToken(String host, boolean failed) {
            heard.add(whose + " " + host + " " + failed);
        }
    }

    @Test
    void rules_configured_areThoseOfTheConfiguration() {
        Authorizer authorizer =
                authorizer(Map.of("filevine.token-wait", "3s", "filevine.replay-unauthorized", "false"));

        assertThat(authorizer.tokenWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(authorizer.replaysUnauthorized()).isFalse();
    }

    @Test
    void rules_notConfigured_areTheDefaults() {
        Authorizer authorizer = authorizer(Map.of());

        assertThat(authorizer.tokenWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(authorizer.replaysUnauthorized()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"org-id, 7", "user-id, 42", "org-id, auto", "profile.canada.user-id, 42"})
    void addsIds_anyProfileHasOne_isTrue(String key, String value) {
        assertThat(authorizer(Map.of(
                                "filevine.profiles",
                                "canada",
                                "filevine.profile.canada.region",
                                "ca",
                                "filevine.profile.canada.pat",
                                "other",
                                "filevine." + key,
                                value))
                        .addsIds())
                .isTrue();
    }

    @Test
    void addsIds_noProfileHasOne_isFalse() {
        assertThat(authorizer(Map.of()).addsIds()).isFalse();
    }

    @Test
    void count_anyRequest_isOfItsOwnKind() {
        List<String> replayedHosts = new ArrayList<>();
        AgentConfig config = Gateways.config(Map.of());
        Profile profile = new Profile(config.profiles().get(0), neverRefreshed("default"), replayedHosts::add);

        profile.countAuthorized("Bearer a");
        profile.countAuthorized("Bearer a");
        profile.countReplayed("gw.example.com");

        assertThat(profile.authorizedRequests()).isEqualTo(2);
        assertThat(profile.replayedRequests()).isEqualTo(1);
        assertThat(profile.passedRequests()).isZero();
        assertThat(profile.failedRequests()).isZero();
        assertThat(replayedHosts).containsExactly("gw.example.com");
    }

    @Test
    void count_profileInPlaceOfAnother_goesOnWhereThatStands() {
        AgentConfig config = Gateways.config(Map.of());
        Profile before = new Profile(config.profiles().get(0), neverRefreshed("default"), host -> {});
        count(before, 1);
        Profile after = new Profile(config.profiles().get(0), neverRefreshed("default"), host -> {}, before);

        count(after, 2);

        assertThat(after.authorizedRequests()).isEqualTo(3);
        assertThat(after.passedRequests()).isEqualTo(30);
        assertThat(after.failedRequests()).isEqualTo(300);
        assertThat(after.replayedRequests()).isEqualTo(3000);
        assertThat(after.hasGiven("Bearer 1"))
                .as("that is the other one's token, be it of the same firm or not")
                .isFalse();
    }

    private static void count(Profile profile, int requests) {
        for (int i = 0; i < requests; i++) {
            profile.countAuthorized("Bearer " + requests);
        }
        for (int i = 0; i < 10 * requests; i++) {
            profile.countPassed();
        }
        for (int i = 0; i < 100 * requests; i++) {
            profile.countFailed("gw.example.com");
        }
        for (int i = 0; i < 1000 * requests; i++) {
            profile.countReplayed("gw.example.com");
        }
    }

    @Test
    void hasGiven_headerValuesThatRequestsHave_areThoseOfThisProfile() {
        AgentConfig config = Gateways.config(Map.of());
        Profile profile = new Profile(config.profiles().get(0), neverRefreshed("default"), host -> {});
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            given.add("Bearer " + i);
            profile.countAuthorized(given.get(i));
        }

        assertThat(given).allMatch(profile::hasGiven);
        assertThat(profile.hasGiven("Bearer 50")).isFalse();
        assertThat(profile.authorizedRequests()).isEqualTo(50);
    }

    private static @Nullable Profile profileFor(
            Authorizer authorizer, @Nullable String scheme, @Nullable String host, int port) {
        Gateway gateway = authorizer.gatewayFor(scheme, host, port);
        return gateway == null ? null : gateway.profileFor(null);
    }

    private static Profile presetProfile(Authorizer authorizer) {
        Profile profile = profileFor(authorizer, "https", "api.filevineapp.com", -1);
        assertThat(profile).isNotNull();
        return profile;
    }

    private static Authorizer authorizer(Map<String, String> settings) {
        AgentConfig config = Gateways.config(settings);
        List<Profile> profiles = new ArrayList<>();
        for (ProfileConfig profile : config.profiles()) {
            profiles.add(new Profile(profile, neverRefreshed(profile.name()), host -> {}));
        }
        return new Authorizer(config, profiles, new Log(System.err, Log.Level.OFF), host -> {});
    }

    private static TokenSource neverRefreshed(String profile) {
        TokenExchange exchange = new TokenExchange() {
            @Override
            public IssuedToken exchange() {
                throw new AssertionError("nothing here runs the refresh loop");
            }

            @Override
            public boolean credentialsChanged() {
                return false;
            }
        };
        RefreshListener listener = new RefreshListener() {
            @Override
            public void exchanged(Duration took) {}

            @Override
            public void exchangeFailed(Duration took, ExchangeException failure) {}
        };
        return new TokenSource(
                profile, exchange, () -> 0, Clock.SYSTEM, new Log(System.err, Log.Level.OFF), listener, false);
    }
}
