package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which profiles share a host, and what is left when some of them go. */
class RoutesTest {
    private static final Firms WILDCARDS = Firms.configured(settings(
            "a",
            "7",
            "x.example.com, api.example.org",
            "b",
            "8",
            "*.example.com",
            "c",
            "9",
            "*.y.example.com, x.y.example.com",
            "d",
            "auto",
            "*.example.org"));

    @ParameterizedTest
    @CsvSource({
        // a and b
        "x.example.com, 7, a",
        "X.Example.COM., 8, b",
        "x.example.com, 9, ",
        "x.example.com, , ",
        // b alone: whatever the request says
        "z.example.com, 8, b",
        "z.example.com, 7, b",
        "z.example.com, , b",
        // b and c
        "x.y.example.com, 8, b",
        "x.y.example.com, 9, c",
        "x.y.example.com, 7, ",
        "z.y.example.com, 9, c",
        "z.y.example.com, 8, b",
        // a and d
        "api.example.org, 7, a",
        "api.example.org, 1, d",
        "api.example.org, , d",
        // d alone
        "z.example.org, 7, d",
        "example.com, 8, ",
        "elsewhere.example.net, 8, ",
    })
    void gatewayFor_wildcards_coverTheHostsOfOthers(
            String host, @Nullable String organisation, @Nullable String expected) {
        assertThat(profileName(WILDCARDS, host, organisation)).isEqualTo(expected);
    }

    @Test
    void gatewayFor_identityServerOfAnyProfileUnderAWildcard_isNull() {
        Map<String, String> settings = settings("a", "7", "*.filevine.io", "b", "8", "*.example.com");
        settings.put("filevine.profile.b.identity-url", "https://id.example.com");
        Firms firms = Firms.configured(settings);

        assertThat(firms.authorizer().gatewayFor("https", "identity.filevine.io", -1))
                .isNull();
        assertThat(firms.authorizer().gatewayFor("https", "id.example.com", -1)).isNull();
        assertThat(profileName(firms, "api.filevine.io", "8")).isEqualTo("a");
    }

    @Test
    void gatewayFor_thousandProfilesOnTwoHosts_shareOneGateway() {
        StringBuilder names = new StringBuilder("firm-1=1");
        for (int i = 2; i <= 1000; i++) {
            names.append(" firm-").append(i).append('=').append(i);
        }
        Firms firms = Firms.on("u.example.com,v.example.com", names.toString(), Map.of());

        assertThat(firms.authorizer().gatewayFor("https", "u.example.com", -1))
                .isNotNull()
                .isSameAs(firms.authorizer().gatewayFor("https", "v.example.com", -1));
        for (int i = 1; i <= 1000; i++) {
            assertThat(profileName(firms, "v.example.com", String.valueOf(i))).isEqualTo("firm-" + i);
        }
        assertThat(profileName(firms, "v.example.com", "1001")).isNull();
    }

    @Test
    void replaceProfiles_othersAreGone_theLastOneDoesNotGetTheirRequests() {
        Firms both = Firms.parse("a=7 b=8");
        both.replaceBy(Firms.parse("b=8"));

        assertThat(profileName(both, "gw.example.com", "8")).isEqualTo("b");
        assertThat(profileName(both, "gw.example.com", null)).isEqualTo("b");
        assertThat(profileName(both, "gw.example.com", "7")).isNull();
    }

    @Test
    void replaceProfiles_othersAreGoneForLong_theLastOneStillDoesNotGetTheirRequests() {
        Firms both = Firms.parse("a=7 b=8");
        both.replaceBy(Firms.on("elsewhere.example.com", "c=9", Map.of()));
        assertThat(both.authorizer().gatewayFor("https", "gw.example.com", -1)).isNull();

        both.replaceBy(Firms.parse("b=8"));

        assertThat(profileName(both, "gw.example.com", "7")).isNull();
    }

    @Test
    void replaceProfiles_secondFirmComes_theFirstLosesItsRequests() {
        Firms one = Firms.parse("a=7");
        assertThat(profileName(one, "gw.example.com", "8")).isEqualTo("a");

        one.replaceBy(Firms.parse("a=7 b=8"));

        assertThat(profileName(one, "gw.example.com", "8")).isEqualTo("b");
        assertThat(profileName(one, "gw.example.com", "7")).isEqualTo("a");
    }

    /** Whose file is there first, or is the only one that can be read, must not get what is for the others. */
    @ParameterizedTest
    @CsvSource({
        "a=7, 7, a",
        "a=7, 8, ",
        "a=7, , a",
        "a=7, '7,8', ",
        "default=7, 8, ",
        "default=7, , default",
        "others=, 8, others",
        "others=, '7,8', others",
    })
    void gatewayFor_aloneWhereOthersMayCome_hasNoRequestsOfOthers(
            String firm, @Nullable String organisation, @Nullable String expected) {
        Firms firms = Firms.on("gw.example.com", firm, Map.of("filevine.profiles-dir", "/no/such/directory"));

        assertThat(profileName(firms, "gw.example.com", organisation)).isEqualTo(expected);
        firms.replaceBy(firms);
        assertThat(profileName(firms, "gw.example.com", organisation)).isEqualTo(expected);
    }

    @Test
    void replaceProfiles_thatCannotBeToldApart_changesNothing() {
        Firms firms = Firms.parse("a=7 b=8");
        Firms like = Firms.parse("c=08");
        List<Profile> profiles = List.of(firms.profile("a"), firms.profile("b"), like.profile("c"));

        assertThatThrownBy(() -> firms.authorizer().replaceProfiles(profiles))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(profileName(firms, "gw.example.com", "8")).isEqualTo("b");
    }

    @Test
    void addsIds_profilesWithIdsAreGone_isStillTrue() {
        Firms firms = Firms.parse("a=7 b=");
        firms.replaceBy(Firms.parse("b="));

        assertThat(firms.authorizer().addsIds()).isTrue();
    }

    /** Takes name, organisation and hosts of each. */
    private static Map<String, String> settings(String... profiles) {
        Map<String, String> settings = new HashMap<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < profiles.length; i += 3) {
            String prefix = "filevine.profile." + profiles[i] + ".";
            names.append(names.length() == 0 ? "" : ",").append(profiles[i]);
            settings.put(prefix + "pat", "pat-of-" + profiles[i]);
            settings.put(prefix + "org-id", profiles[i + 1]);
            settings.put(prefix + "gateway-hosts", profiles[i + 2]);
        }
        settings.put("filevine.profiles", names.toString());
        return settings;
    }

    private static @Nullable String profileName(Firms firms, String host, @Nullable String organisation) {
        Gateway gateway = firms.authorizer().gatewayFor("https", host, -1);
        return gateway == null ? null : GatewayTest.nameOf(gateway.profileFor(organisation));
    }
}
