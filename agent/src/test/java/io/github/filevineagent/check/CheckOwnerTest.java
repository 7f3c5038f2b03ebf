package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check's last step: whose the token is, as the gateways tell it, against the ids that are set. */
class CheckOwnerTest extends CheckFixture {
    @Test
    void run_autoThatTheGatewayTells_passes() {
        properties.setProperty("filevine.user-id", "auto");
        properties.setProperty("filevine.org-id", "auto");

        assertThat(run()).isZero();

        assertThat(names()).endsWith("OK owner, OK filevine.user-id, OK filevine.org-id, end 0");
    }

    @Test
    void run_idsThatAreNotTheTokens_failsForTheOrganisation() {
        properties.setProperty("filevine.user-id", "322");
        properties.setProperty("filevine.org-id", "56");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains(
                        "WARNING filevine.user-id: 322 is not what the gateway says, which is 321",
                        "FAILED filevine.org-id: 56 is none of the token's organisations: set one of 55")
                .noneMatch(line -> line.startsWith("suggestion"));
    }

    @Test
    void run_organisationThatIsNoNumber_failsAndSaysWhatItIs() {
        properties.setProperty("filevine.org-id", "abc");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains("FAILED filevine.org-id: abc is none of the token's organisations, and no number, which"
                        + " Filevine's ids are: set one of 55");
    }

    @ParameterizedTest
    @CsvSource({"abc, 1", "55, 0"})
    void run_organisationThatNobodyTells_failsUnlessItIsANumber(String id, int status) {
        owner = "{\"userId\":321}";
        properties.setProperty("filevine.org-id", id);

        assertThat(run()).isEqualTo(status);

        assertThat(names()).endsWith((status == 0 ? "WARNING" : "FAILED") + " filevine.org-id, end " + status);
    }

    @Test
    void run_idsThatAreTheTokens_saysNoMore() {
        properties.setProperty("filevine.user-id", "321");
        properties.setProperty("filevine.org-id", "55");

        assertThat(run()).isZero();

        assertThat(names()).endsWith("OK owner, end 0");
    }

    @Test
    void run_gatewayTellsTheOrganisationsOnly_warnsOfTheUser() {
        owner = "{\"orgs\":[{\"orgId\":55},{\"orgId\":77,\"name\":\"Firm B\"}]}";

        assertThat(run()).isZero();

        assertThat(report.lines())
                .contains(
                        "OK owner: " + address(gateway)
                                + " says: user with an unknown id, organisation 55, 77 (Firm B)",
                        "suggestion filevine.org-id [55, 77]")
                .anyMatch(line -> line.startsWith("WARNING filevine.user-id: the answer does not tell the id"));
    }

    @Test
    void run_autoOfWhatTheGatewayDoesNotTell_failsThoughTheOtherIsKnown() {
        owner = "{\"userId\":321}";
        properties.setProperty("filevine.user-id", "auto");
        properties.setProperty("filevine.org-id", "auto");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains("OK owner: " + address(gateway) + " says: user 321, no known organisation")
                .contains("OK filevine.user-id: auto is 321")
                .anyMatch(line -> line.startsWith("FAILED filevine.org-id: auto can't work"));
    }

    @Test
    void run_autoOfTheUserFails_failsThoughTheOrganisationIsKnown() {
        owner = "{\"orgs\":[{\"orgId\":55}]}";
        properties.setProperty("filevine.user-id", "auto");
        properties.setProperty("filevine.org-id", "auto");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains("OK filevine.org-id: auto is 55")
                .anyMatch(line -> line.startsWith("FAILED filevine.user-id: auto can't work"));
    }

    @Test
    void run_wildcardsOnly_skipsTheOwner() {
        properties.setProperty("filevine.gateway-hosts", "*.example.com, *.example.org");

        assertThat(run()).isZero();

        assertThat(names()).endsWith("OK scopes, SKIPPED owner, end 0");
        assertThat(report.lines()).anyMatch(line -> line.contains("filevine.gateway-hosts has nothing but wildcards"));
    }

    @Test
    void run_noGatewayTells_failsForEach() {
        ownerStatus = 404;
        properties.setProperty("filevine.gateway-hosts", address(gateway) + ", *.example.com, " + address(identity));

        assertThat(run()).isEqualTo(1);

        assertThat(names()).endsWith("OK scopes, FAILED owner, FAILED owner, end 1");
    }

    /** Each of them is one that the application means to call. */
    @Test
    void run_oneOfTheGatewaysThatAreSetDoesNotTell_fails() {
        properties.setProperty("filevine.gateway-hosts", address(gateway) + ", " + address(identity));

        assertThat(run()).isEqualTo(1);

        assertThat(names()).contains("OK owner, FAILED owner");
        assertThat(gateway.getRequestCount()).isEqualTo(1);
    }

    @Test
    void run_severalGatewaysThatTell_asksEachAndComparesOnce() {
        properties.setProperty(
                "filevine.gateway-hosts",
                address(gateway) + ", http://127.0.0.1:" + gateway.getPort() + ", *.example.com");

        assertThat(run()).isZero();

        assertThat(names())
                .endsWith("OK owner, OK owner, suggestion filevine.user-id [321], suggestion filevine.org-id [55],"
                        + " end 0");
    }
}
