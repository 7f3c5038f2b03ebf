package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmProxiesTest {
    private static final String MISSING_CREDENTIALS = "https.proxyUser and https.proxyPassword, or an Authenticator";
    private static final String MISSING_SCHEME = "-Djdk.http.auth.tunneling.disabledSchemes= (empty)";

    private final Properties properties = new Properties();

    @Test
    void ifThereMustBeOne_nothingIsSet_namesTheProperties() {
        assertThat(advice(Map.of("HTTPS_PROXY", "")).ifThereMustBeOne())
                .isEqualTo(" Where the network is reached only through a proxy, set https.proxyHost and"
                        + " https.proxyPort.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void ifThereMustBeOne_environmentNamesOne_saysThatNobodyReadsIt(String name) {
        assertThat(advice(Map.of(name, "http://user:secret@proxy:3128")).ifThereMustBeOne())
                .startsWith(" HTTPS_PROXY is set in the environment, which the JVM does not read")
                .doesNotContain("secret");
    }

    @Test
    void ifThereMustBeOne_thereIsOne_saysNothing() {
        properties.setProperty("https.proxyHost", "proxy");

        assertThat(advice(Map.of("HTTPS_PROXY", "http://proxy:3128")).ifThereMustBeOne())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({", true", "Basic, true", "'NTLM, basic', true", "'', false", "NTLM, false"})
    void toAuthenticate_schemes_namesWhatIsMissing(@Nullable String disabled, boolean missing) {
        properties.setProperty("https.proxyUser", "user");
        if (disabled != null) {
            properties.setProperty("jdk.http.auth.tunneling.disabledSchemes", disabled);
        }

        assertThat(advice(Map.of()).toAuthenticate().contains(MISSING_SCHEME)).isEqualTo(missing);
        assertThat(advice(Map.of()).toAuthenticate()).contains(MISSING_CREDENTIALS);
    }

    @Test
    void toAuthenticate_nothingIsMissing_saysThatItIsWrong() {
        properties.setProperty("https.proxyUser", "user");
        properties.setProperty("https.proxyPassword", "secret");
        properties.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");

        assertThat(advice(Map.of()).toAuthenticate())
                .startsWith("The proxy does not take what https.proxyUser and https.proxyPassword say")
                .doesNotContain("secret");
    }

    @Test
    void whatSets_anyKind_isWhereItCanBeChanged() {
        Proxy http = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 3128));

        assertThat(advice(Map.of()).whatSets(http)).isEqualTo("the application's ProxySelector, which names it");
        assertThat(advice(Map.of()).whatSets(new Proxy(Proxy.Type.SOCKS, http.address())))
                .isEqualTo("socksProxyHost and socksProxyPort");
        properties.setProperty("https.proxyHost", "proxy");
        assertThat(advice(Map.of()).whatSets(http)).isEqualTo("https.proxyHost and https.proxyPort");
        assertThat(JvmProxies.name(http)).isEqualTo("proxy:3128");
        assertThat(JvmProxies.name(Proxy.NO_PROXY)).isEqualTo("null");
    }

    private JvmProxies advice(Map<String, String> environment) {
        return new JvmProxies(properties, environment);
    }
}
