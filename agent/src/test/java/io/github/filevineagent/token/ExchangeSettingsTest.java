package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfileConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExchangeSettingsTest {
    private final Properties properties = new Properties();

    @Test
    void of_preset_suggestsTheRegionsOtherAddress() throws Exception {
        properties.setProperty("filevine.pat", "pat");

        ExchangeSettings settings = settings();

        assertThat(settings.profile()).isEqualTo("default");
        assertThat(settings.endpoint()).hasToString("https://identity.filevine.io/connect/token");
        assertThat(settings.endpoint().hintAtOtherKnown("filevine.identity-url"))
                .contains(" https://identity.filevine.com/connect/token ", "set filevine.identity-url");
        assertThat(settings.endpoint().otherThan(settings.endpoint().url()))
                .hasToString("https://identity.filevine.com/connect/token");
    }

    @Test
    void of_severalProfiles_shareThePresetOfTheirRegionAndNothingElse() throws Exception {
        properties.setProperty("filevine.profiles", "firm,canada,chosen,chosen2");
        for (String name : List.of("firm", "canada", "chosen", "chosen2")) {
            properties.setProperty("filevine.profile." + name + ".pat", "pat");
            properties.setProperty("filevine.profile." + name + ".gateway-hosts", name + ".example");
        }
        properties.setProperty("filevine.profile.canada.region", "ca");
        properties.setProperty("filevine.profile.chosen.identity-url", "https://identity.filevine.io");
        properties.setProperty("filevine.profile.chosen2.identity-url", "https://identity.filevine.io");
        properties.setProperty("filevine.pat", "pat");
        AgentConfig config = new ConfigReader(properties, Map.of()).read();
        TokenEndpoint.Shared endpoints = new TokenEndpoint.Shared(null);

        Map<String, TokenEndpoint> of = new TreeMap<>();
        for (ProfileConfig profile : config.profiles()) {
            of.put(
                    profile.name(),
                    ExchangeSettings.of(profile, config, endpoints, "1").endpoint());
        }

        assertThat(of.get("firm")).isSameAs(of.get("default"));
        assertThat(new HashSet<>(of.values())).hasSize(4);
        assertThat(of.get("chosen"))
                .extracting(chosen -> chosen.otherThan(chosen.url()))
                .isNull();
    }

    @Test
    void of_addressThatTheOperatorChose_suggestsNoOther() throws Exception {
        properties.setProperty("filevine.pat", "pat");
        properties.setProperty("filevine.identity-url", "https://identity.example");

        ExchangeSettings settings = settings();

        assertThat(settings.endpoint()).hasToString("https://identity.example/connect/token");
        assertThat(settings.endpoint().hintAtOtherKnown("filevine.identity-url"))
                .isEmpty();
    }

    @Test
    void of_namedProfile_hasWhatItsKeysSayAndTheCommonTimeouts() throws Exception {
        properties.setProperty("filevine.profiles", "canada");
        properties.setProperty("filevine.profile.canada.region", "ca");
        properties.setProperty("filevine.profile.canada.pat", "pat");
        properties.setProperty("filevine.profile.canada.client-id", "client-7");
        properties.setProperty("filevine.profile.canada.client-secret", "secret");
        properties.setProperty("filevine.profile.canada.scope", "tenant");
        properties.setProperty("filevine.connect-timeout", "3s");
        properties.setProperty("filevine.exchange-timeout", "7s");

        ExchangeSettings settings = settings();

        assertThat(settings.profile()).isEqualTo("canada");
        assertThat(settings.endpoint()).hasToString("https://identity.filevineapp.ca/connect/token");
        assertThat(settings.endpoint().hintAtOtherKnown(settings.key("identity-url")))
                .isEmpty();
        assertThat(new String(Credentials.read(settings).tokenRequest(settings.scope()), StandardCharsets.US_ASCII))
                .contains("&token=pat&", "client_id=client-7", "client_secret=secret", "scope=tenant");
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.exchangeTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.userAgent()).isEqualTo("filevine-agent/1.2.3");
    }

    private ExchangeSettings settings() throws ConfigException {
        AgentConfig config = new ConfigReader(properties, Map.of()).read();
        return ExchangeSettings.of(config.profiles().get(0), config, "1.2.3");
    }
}
