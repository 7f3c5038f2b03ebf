package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles that share a host. */
class HostOwnersTest {
    private static final String ACCEPTED =
            "; accepted: profiles that share a host, each with an org-id of its own, and at most one without or with auto;"
                    + " set ";

    @Test
    void claim_sameRegionTwiceWithoutOrganisation_namesBothProfilesAndKeysOnce() {
        GivenSettings given = GivenSettings.valid()
                .property("filevine.profiles", "a")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a");

        assertThat(given.problems())
                .containsExactly("filevine.profile.a.org-id (not set): neither this nor filevine.org-id is a fixed"
                        + " organisation: https://api.filevine.io is a gateway host of profile a, and"
                        + " https://api.filevine.io one of profile default" + ACCEPTED
                        + "filevine.profile.a.org-id or filevine.org-id, or other hosts:"
                        + " filevine.profile.a.gateway-hosts, filevine.gateway-hosts");
    }

    @ParameterizedTest
    @CsvSource({
        "x.example.com, X.EXAMPLE.COM.:443, https://x.example.com, https://x.example.com",
        "*.example.com, x.example.com,      https://*.example.com, https://x.example.com",
        "x.example.com, *.example.com,      https://x.example.com, https://*.example.com",
        "*.example.com, *.b.example.com,    https://*.example.com, https://*.b.example.com",
        "*.b.example.com, *.example.com,    https://*.b.example.com, https://*.example.com",
        "'u.example.com,v.example.com', 'v.example.com,u.example.com', https://v.example.com, https://v.example.com",
    })
    void claim_overlappingHostsOfOneOrganisation_isOneProblem(
            String ofA, String ofB, String shownOfA, String shownOfB) {
        GivenSettings given = twoProfiles(ofA, "7", ofB, "7");

        assertThat(given.problems())
                .containsExactly("filevine.profile.b.org-id (system property): '7' is filevine.profile.a.org-id, too: "
                        + shownOfB + " is a gateway host of profile b, and " + shownOfA + " one of profile a" + ACCEPTED
                        + "filevine.profile.b.org-id or filevine.profile.a.org-id, or other hosts:"
                        + " filevine.profile.b.gateway-hosts, filevine.profile.a.gateway-hosts");
    }

    @ParameterizedTest
    @CsvSource({"7, 007", "007, 7", "0, 00", "Firm, fIRM", "00, 0"})
    void claim_organisationsThatAServerMayTakeForTheSame_isProblem(String ofA, String ofB) {
        GivenSettings given = twoProfiles("x.example.com", ofA, "x.example.com", ofB);

        assertThat(given.problems())
                .singleElement()
                .asString()
                .startsWith("filevine.profile.b.org-id (system property): '" + ofB + "' and '" + ofA
                        + "', which is filevine.profile.a.org-id, are too much alike: ");
    }

    @ParameterizedTest
    @CsvSource({"auto, auto", "AUTO, ", ", auto", ", "})
    void claim_twoWithoutFixedOrganisation_isProblem(String ofA, String ofB) {
        GivenSettings given = twoProfiles("x.example.com", ofA, "x.example.com", ofB);

        assertThat(given.problems())
                .singleElement()
                .asString()
                .startsWith("filevine.profile.b.org-id (" + (ofB == null ? "not set" : "system property")
                        + "): neither this nor filevine.profile.a.org-id is a fixed organisation: ");
    }

    @ParameterizedTest
    @CsvSource({
        "x.example.com, 7,    x.example.com, 8",
        "x.example.com, 7,    x.example.com, 77",
        "x.example.com, 7,    x.example.com, a7",
        "x.example.com, 0a,   x.example.com, a",
        "x.example.com, 7,    x.example.com, auto",
        "x.example.com, ,     x.example.com, 7",
        "*.example.com, 7,    x.example.com, 8",
        "x.example.com, 7,    *.example.com, auto",
        "x.example.com, 7,    y.example.com, 7",
        "*.x.example.com, ,   *.y.example.com, ",
        "*.x.example.com, ,   x.example.com, ",
        "x.example.com, ,     x.example.com:8443, ",
    })
    void claim_toldApart_isAccepted(String hostsOfA, String orgOfA, String hostsOfB, String orgOfB)
            throws ConfigException {
        assertThat(twoProfiles(hostsOfA, orgOfA, hostsOfB, orgOfB).read().profiles())
                .hasSize(2);
    }

    @Test
    void claim_wildcardOfAThirdProfile_isReportedForEachThatItCovers() {
        GivenSettings given = twoProfiles("x.example.com", "7", "y.example.com", "8")
                .property("filevine.profiles", "a,b,c,d")
                .environment("FILEVINE_PROFILE_C_PAT", "pat-of-c")
                .property("filevine.profile.c.gateway-hosts", "*.example.com")
                .property("filevine.profile.c.org-id", "8")
                .environment("FILEVINE_PROFILE_D_PAT", "pat-of-d")
                .property("filevine.profile.d.gateway-hosts", "*.example.com")
                .property("filevine.profile.d.org-id", "7");

        assertThat(given.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("filevine.profile.c.org-id ")
                        .contains("filevine.profile.b.org-id", "https://y.example.com one of profile b"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("filevine.profile.d.org-id ")
                        .contains("filevine.profile.a.org-id", "https://x.example.com one of profile a"));
    }

    @Test
    void claim_invalidOrganisation_isNoSecondProblem() {
        assertThat(twoProfiles("x.example.com", null, "x.example.com", "7 8").problems())
                .singleElement()
                .asString()
                .startsWith("filevine.profile.b.org-id (system property): '7 8' has a space");
    }

    private static GivenSettings twoProfiles(
            String hostsOfA, @Nullable String orgOfA, String hostsOfB, @Nullable String orgOfB) {
        GivenSettings given = GivenSettings.none()
                .property("filevine.profiles", "a,b")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a")
                .environment("FILEVINE_PROFILE_B_PAT", "pat-of-b")
                .property("filevine.profile.a.gateway-hosts", hostsOfA)
                .property("filevine.profile.b.gateway-hosts", hostsOfB);
        if (orgOfA != null) {
            given.property("filevine.profile.a.org-id", orgOfA);
        }
        if (orgOfB != null) {
            given.property("filevine.profile.b.org-id", orgOfB);
        }
        return given;
    }
}
