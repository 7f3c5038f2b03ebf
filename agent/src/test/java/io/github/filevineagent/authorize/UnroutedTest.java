package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.refresh.TokenUnavailableException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnroutedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9      | no profile of this host has the organisation 9. Add one with filevine.profile.NAME.org-id=9 and its"
                        + " own pat-file, and name it in filevine.profiles.",
                "' 9\t' | no profile of this host has the organisation 9. Add one with filevine.profile.NAME.org-id=9 and its"
                        + " own pat-file, and name it in filevine.profiles.",
                "       | it has no x-fv-orgid, and several organisations share the host. Set the header, or have one profile"
                        + " of this host without org-id (filevine.profile.NAME.org-id), which such requests go with.",
                ",      | its x-fv-orgid is set more than once. Set it once, to the org-id of a profile.",
                "''     | its x-fv-orgid is empty. Set it to the org-id of a profile.",
                "007    | its x-fv-orgid 007 differs from the org-id of a profile in leading zeros or in case. Write both the"
                        + " same way (filevine.profile.NAME.org-id).",
                "'7,8'  | its x-fv-orgid is no plain identifier of letters, digits, - and _. Set it to the org-id of a"
                        + " profile.",
                "'9\r\n[filevine-agent] x' | its x-fv-orgid is no plain identifier of letters, digits, - and _. Set it to the"
                        + " org-id of a profile.",
            })
    void withoutProfile_organisation_isExplainedWithHostAndProperty(@Nullable String organisation, String reason) {
        Firms firms = Firms.parse("a=7 b=8");

        TokenUnavailableException failure =
                firms.authorizer().withoutProfile(firms.gateway(), "GW.example.com", organisation);

        assertThat(failure)
                .isNotNull()
                .hasMessage("No valid Filevine access token for the request to gw.example.com: " + reason);
        assertThat(firms.logLines())
                .containsExactly(
                        "[filevine-agent] warn: No valid Filevine access token for the request to gw.example.com: "
                                + reason);
    }

    @Test
    void withoutProfile_profilesFromADirectory_saysWhereToAddOne() {
        Firms firms = Firms.on("gw.example.com", "a=7", Map.of("filevine.profiles-dir", "/etc/firms"));

        assertThat(firms.authorizer().withoutProfile(firms.gateway(), "gw.example.com", "9"))
                .hasMessage(
                        "No valid Filevine access token for the request to gw.example.com: no profile of this host has the"
                                + " organisation 9. Add a file NAME.properties with org-id=9 and its own pat-file to /etc/firms"
                                + " (filevine.profiles-dir).");
    }

    @Test
    void withoutProfile_pass_isNullAndWarnsAllTheSame() {
        Firms firms = Firms.on("gw.example.com", "a=7 b=8", Map.of("filevine.when-unavailable", "pass"));

        assertThat(firms.authorizer().withoutProfile(firms.gateway(), "gw.example.com", "9"))
                .isNull();
        assertThat(firms.authorizer().withoutEarlierProfile("gw.example.com")).isNull();
        assertThat(firms.logLines()).singleElement().asString().contains("has the organisation 9.");
    }

    @Test
    void withoutProfile_sameAgain_isWarnedOfOnce() {
        Firms firms = Firms.parse("a=7 b=8");
        for (String host : List.of("gw.example.com", "GW.example.com", "gw.example.com")) {
            firms.authorizer().withoutProfile(firms.gateway(), host, "9");
        }

        assertThat(firms.logLines()).hasSize(1);
    }

    @Test
    void withoutProfile_endlesslyManyOrganisations_areWarnedOfAHundredTimes() {
        Firms firms = Firms.parse("a=7 b=8");
        for (int i = 0; i < 1000; i++) {
            firms.authorizer().withoutProfile(firms.gateway(), "gw.example.com", "x" + i);
        }

        assertThat(firms.logLines()).hasSize(100);
        assertThat(firms.logLines().get(99)).endsWith(" Further requests without a profile are not logged.");
        assertThat(firms.logLines().get(98)).doesNotContain("Further");
    }

    @Test
    void withoutProfile_longOrganisation_isCutOff() {
        Firms firms = Firms.parse("a=7 b=8");

        assertThat(firms.authorizer().withoutProfile(firms.gateway(), "gw.example.com", "9".repeat(5000)))
                .hasMessageContaining("organisation " + "9".repeat(40) + "...")
                .hasMessageNotContaining("9".repeat(41));
    }

    @Test
    void withoutEarlierProfile_fail_namesHostAndHeader() {
        assertThat(Firms.parse("a=7 b=8").authorizer().withoutEarlierProfile("GW.example.com"))
                .hasMessage(
                        "No valid Filevine access token for the request to gw.example.com: it has no x-fv-orgid, and the"
                                + " profile that it was first sent with is gone. It is not sent once more for another organisation;"
                                + " set x-fv-orgid on it, or send it again.");
    }
}
