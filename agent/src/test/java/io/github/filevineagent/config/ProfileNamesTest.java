package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several profiles: their names, their keys, and hosts of their own. */
class ProfileNamesTest {

    @Test
    void read_severalProfiles_defaultComesFirst() throws Exception {
        AgentConfig config = GivenSettings.valid()
                .property("filevine.profiles", "my-firm, Firm_2")
                .environment("FILEVINE_PROFILE_MY_FIRM_PAT", "pat-of-my-firm")
                .property("filevine.profile.my-firm.region", "ca")
                .environment("FILEVINE_PROFILE_FIRM_2_PAT", "pat-of-firm-2")
                .environment("FILEVINE_PROFILE_FIRM_2_GATEWAY_HOSTS", "gateway.example.com")
                .property("filevine.profile.Firm_2.org-id", "2")
                .read();

        assertThat(config.profiles()).extracting(ProfileConfig::name).containsExactly("default", "my-firm", "Firm_2");
        assertThat(config.profiles().get(0).pat().read()).isEqualTo(Secret.of("pat-of-default"));
        assertThat(config.profiles().get(1).pat().read()).isEqualTo(Secret.of("pat-of-my-firm"));
        assertThat(config.profiles().get(1).region()).isEqualTo(Region.CA);
        assertThat(config.profiles().get(2).pat().read()).isEqualTo(Secret.of("pat-of-firm-2"));
        assertThat(config.profiles().get(2).orgId()).isEqualTo("2");
        assertThat(config.profiles().get(0).orgId()).isNull();
    }

    @Test
    void read_defaultWithoutPat_isAbsent() throws ConfigException {
        AgentConfig config = GivenSettings.none()
                .property("filevine.profiles", "a")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a")
                .read();

        assertThat(config.profiles()).extracting(ProfileConfig::name).containsExactly("a");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void read_keysOfAbsentDefault_areWarnedOf() throws ConfigException {
        AgentConfig config = GivenSettings.none()
                .property("filevine.profiles", "a")
                .property("filevine.region", "ca")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a")
                .read();

        assertThat(config.profiles().get(0).region()).isEqualTo(Region.US);
        assertThat(config.warnings())
                .containsExactly(
                        "filevine.region is not used: without filevine.pat-file there is no default profile, and the"
                                + " others do not inherit it");
    }

    @Test
    void read_profileWithoutPat_namesItsKeys() {
        GivenSettings given = GivenSettings.none().property("filevine.profiles", "my-firm");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.profile.my-firm.pat-file (not set): profile my-firm has no Personal Access Token;"
                                + " accepted: filevine.profile.my-firm.pat-file with a file that holds it, or"
                                + " filevine.profile.my-firm.pat with the token itself; as environment variables"
                                + " FILEVINE_PROFILE_MY_FIRM_PAT_FILE or FILEVINE_PROFILE_MY_FIRM_PAT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"      | is blank",
                "a,        | has an empty entry",
                "a.b       | 'a.b' has a character that the name of a profile can't have",
                "a b       | 'a b' has a character that the name of a profile can't have",
                "ä         | 'ä' has a character that the name of a profile can't have",
                "default   | 'default' is the name of the profile that the keys without profile.NAME. describe",
                "a,a       | 'a' is named twice",
                "a,A       | 'A' has the same environment variables as 'a'",
                "a-b,a_b   | 'a_b' has the same environment variables as 'a-b'",
            })
    void read_invalidName_isProblem(String names, String wrong) {
        ConfigException failure =
                GivenSettings.valid().property("filevine.profiles", names).failure();

        assertThat(failure.problems())
                .extracting(Problem::toString)
                .contains("filevine.profiles (system property): " + wrong
                        + "; accepted: comma-separated names of letters,"
                        + " digits, - and _, each of which makes environment variables of its own");
    }

    @Test
    void read_noProfileRemains_isProblem() {
        assertThat(GivenSettings.none().property("filevine.profiles", "").problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "x.example.com:8443", "x.example.org"})
    void read_neighbouringHosts_areAccepted(String ofB) throws ConfigException {
        assertThat(twoProfiles("*.example.com", ofB).read().profiles()).hasSize(2);
    }

    @Test
    void read_sameHostTwiceInOneProfile_isAccepted() throws ConfigException {
        ProfileConfig profile = GivenSettings.valid()
                .property("filevine.gateway-hosts", "x.example.com, *.example.com, x.example.com")
                .readProfile();

        assertThat(profile.gatewayHosts()).hasSize(3);
    }

    private static GivenSettings twoProfiles(String hostsOfA, String hostsOfB) {
        return GivenSettings.none()
                .property("filevine.profiles", "a,b")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a")
                .environment("FILEVINE_PROFILE_B_PAT", "pat-of-b")
                .property("filevine.profile.a.gateway-hosts", hostsOfA)
                .property("filevine.profile.b.gateway-hosts", hostsOfB);
    }
}
