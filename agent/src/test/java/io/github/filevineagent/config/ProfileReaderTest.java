package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us   | US   | https://identity.filevine.io/connect/token     | https://api.filevine.io https://api.filevineapp.com",
                "CA   | CA   | https://identity.filevineapp.ca/connect/token  | https://api.filevineapp.ca",
                "Cjis | CJIS | https://identity.filevinegov.com/connect/token | https://api.filevinegov.com",
            })
    void read_region_givesPresets(String value, Region region, String identityUrl, String hosts)
            throws ConfigException {
        ProfileConfig profile =
                GivenSettings.valid().property("filevine.region", value).readProfile();

        assertThat(profile.region()).isEqualTo(region);
        assertThat(profile.identityUrl()).hasToString(identityUrl);
        assertThat(profile.isIdentityUrlPreset()).isTrue();
        assertThat(profile.hasPresetGatewayHosts()).isTrue();
        assertThat(profile.gatewayHosts()).extracting(GatewayHost::toString).containsExactly(hosts.split(" "));
    }

    @Test
    void read_nothingButPat_givesDefaults() throws Exception {
        ProfileConfig profile = GivenSettings.valid().readProfile();

        assertThat(profile.name()).isEqualTo("default");
        assertThat(profile.region()).isEqualTo(Region.US);
        assertThat(profile.pat().read()).isEqualTo(Secret.of("pat-of-default"));
        assertThat(profile.pat().isFile()).isFalse();
        assertThat(profile.hasAutoIds()).isFalse();
        assertThat(profile.clientId()).isNull();
        assertThat(profile.clientSecret()).isNull();
        assertThat(profile.scope())
                .isEqualTo("fv.api.gateway.access tenant filevine.v2.api.* openid email fv.auth.tenant.read");
        assertThat(profile.orgId()).isNull();
        assertThat(profile.userId()).isNull();
    }

    @Test
    void read_everythingSet_givesWhatIsSet() throws Exception {
        ProfileConfig profile = GivenSettings.none()
                .environment("FILEVINE_PAT", " the-pat\n")
                .environment("FILEVINE_CLIENT_ID", "client one")
                .environment("FILEVINE_CLIENT_SECRET", "the-client-secret")
                .property("filevine.region", "ca")
                .property("filevine.identity-url", "https://id.example.com")
                .property("filevine.gateway-hosts", "*.example.com , http://localhost:8080")
                .property("filevine.scope", "a b.c")
                .property("filevine.org-id", "4711")
                .property("filevine.user-id", "AUTO")
                .readProfile();

        assertThat(profile.identityUrl()).hasToString("https://id.example.com/connect/token");
        assertThat(profile.isIdentityUrlPreset()).isFalse();
        assertThat(profile.hasPresetGatewayHosts()).isFalse();
        assertThat(profile.gatewayHosts())
                .extracting(GatewayHost::toString)
                .containsExactly("https://*.example.com", "http://localhost:8080");
        assertThat(profile.pat().read()).isEqualTo(Secret.of("the-pat"));
        assertThat(profile.clientId()).isEqualTo("client one");
        SecretSource clientSecret = profile.clientSecret();
        assertThat(clientSecret).isNotNull();
        assertThat(clientSecret.read()).isEqualTo(Secret.of("the-client-secret"));
        assertThat(profile.scope()).isEqualTo("a b.c");
        assertThat(profile.orgId()).isEqualTo("4711");
        assertThat(profile.userId()).isEqualTo("auto");
    }

    @Test
    void otherIdentityUrl_us_isThatOfTheGatewaySpecification() throws ConfigException {
        assertThat(Region.US.otherIdentityUrl()).isEqualTo("https://identity.filevine.com");
        assertThat(Region.CA.otherIdentityUrl()).isNull();
        assertThat(Region.CJIS.otherIdentityUrl()).isNull();
        assertThat(GivenSettings.valid().readProfile().otherIdentityUrl())
                .hasToString("https://identity.filevine.com/connect/token");
    }

    @ParameterizedTest
    @CsvSource({
        "region, ca",
        "region, cjis",
        "identity-url, https://identity.filevine.io",
        "identity-url, https://identity.filevine.com/connect/token",
        "identity-url, https://id.example.com",
    })
    void otherIdentityUrl_noPresetWithTwo_isNull(String suffix, String value) throws ConfigException {
        assertThat(GivenSettings.valid()
                        .property("filevine." + suffix, value)
                        .readProfile()
                        .otherIdentityUrl())
                .isNull();
    }

    @Test
    void identityServers_anyProfile_areItsOwnAndThoseOfTheRegion() throws ConfigException {
        assertThat(GivenSettings.valid()
                        .property("filevine.identity-url", "http://localhost:8080/token")
                        .readProfile()
                        .identityServers())
                .extracting(GatewayHost::toString)
                .containsExactly(
                        "http://localhost:8080", "https://identity.filevine.io", "https://identity.filevine.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "region        | eu            | 'eu' is none of the choices",
                "region        | \"\"          | is blank",
                "identity-url  | \"\"          | is blank",
                "identity-url  | id.example    | 'id.example' has no scheme",
                "identity-url  | http://id.example | 'http://id.example' uses http, which would show the token to the network",
                "identity-url  | https://a:b@id.example | '***' has user info, which does not belong here",
                "gateway-hosts | \"\"          | is blank",
                "gateway-hosts | a.example,    | has an empty entry",
                "gateway-hosts | a.example,,b.example | has an empty entry",
                "gateway-hosts | a.example b.example | 'a.example b.example' has white space or a control character within",
                "client-id     | \"\"          | is blank",
                "client-id     | \"a\tb\"      | 'a?b' has a control character",
                "scope         | \"\"          | is blank",
                "scope         | a  b          | 'a  b' has more than one space in a row",
                "scope         | \"a\tb\"      | 'a?b' has a character that a scope can't have",
                "scope         | a\\b          | 'a\\b' has a character that a scope can't have",
                "scope         | ä             | 'ä' has a character that a scope can't have",
                "org-id        | \"\"          | is blank",
                "org-id        | 1 2           | '1 2' has a space or a character that is not printable ASCII",
                "org-id        | 7,8           | '7,8' has a comma, which would make it several",
                "user-id       | ü             | 'ü' has a space or a character that is not printable ASCII",
                "user-id       | \"1\r\nX: y\" | '1??X: y' has a space or a character that is not printable ASCII",
            })
    void read_invalidValue_isOneProblem(String suffix, String value, String wrong) {
        GivenSettings given = GivenSettings.valid().property("filevine." + suffix, value);

        assertThat(given.problems())
                .singleElement()
                .asString()
                .startsWith("filevine." + suffix + " (system property): " + wrong + "; accepted: ");
    }

    @Test
    void scope_doubleQuote_isProblem() {
        GivenSettings given = GivenSettings.valid().property("filevine.scope", "\"a\"");

        assertThat(given.problems())
                .containsExactly("filevine.scope (system property): '\"a\"' has a character that a scope can't have;"
                        + " accepted: scopes of printable ASCII without quotes and backslashes, one space between two");
    }
}
