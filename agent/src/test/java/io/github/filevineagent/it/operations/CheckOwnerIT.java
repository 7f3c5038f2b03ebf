package io.github.filevineagent.it.operations;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway's answer to the question whose token it is. */
@Tag(SAME_ON_EVERY_JDK)
class CheckOwnerIT extends CheckSetUp {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | {} | both belong to one region",
                "403 | {} | All scopes of filevine.scope were granted, so it is not for want of one",
                "429 | {} | Too many calls",
                "404 | {} | No gateway is at this address",
                "500 | {} | try again later",
                "200 | {\"hello\":\"you\"} | names neither a user nor an organisation",
                "200 | <html> | names neither a user nor an organisation"
            })
    void check_gatewayDoesNotTell_saysWhatToDo(int status, String body, String cure) throws Exception {
        filevine.answerOwner(status, body);

        JvmResult check = check(Jdk.current(), List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).containsSubsequence("FAILED  owner: ", cure);
    }

    @Test
    void check_autoWithOneOrganisation_tellsTheIds() throws Exception {
        JvmResult check = check(Jdk.current(), List.of("-Dfilevine.org-id=auto", "-Dfilevine.user-id=auto"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out()).contains("filevine.user-id: auto is 321", "filevine.org-id: auto is 55");
    }

    @Test
    void check_autoWithSeveralOrganisations_fails() throws Exception {
        filevine.answerOwner(200, StandIn.TWO_ORGANISATIONS);

        JvmResult check = check(Jdk.current(), List.of("-Dfilevine.org-id=auto"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .contains("FAILED  filevine.org-id: auto does not choose between several: set one of 55, 77");
    }

    @Test
    void check_firstGatewayIsNone_asksTheNextAndFails() throws Exception {
        String closed = "http://localhost:" + closedPort();

        JvmResult check =
                check(Jdk.current(), List.of("-Dfilevine.gateway-hosts=" + closed + "," + filevine.gateway()), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).contains("FAILED  owner: question at " + closed, "ok      owner: ");
    }
}
