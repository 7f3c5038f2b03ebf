package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check's steps in their order, and what comes of them; what they print is tested elsewhere. */
class CheckTest extends CheckFixture {
    @Test
    void run_everythingRight_tellsEachStepInOrder() {
        assertThat(run()).isZero();

        assertThat(names())
                .isEqualTo(
                        "settings of 1.2.3, warning ..., profile default, OK dns, SKIPPED tls, OK exchange, OK clock,"
                                + " OK scopes, OK owner, suggestion filevine.user-id [321], suggestion filevine.org-id [55], end 0");
        assertThat(report.lines())
                .anyMatch(line -> line.matches(
                        "OK exchange: an access token that is valid for 20 min, until \\S+Z; it took \\d+ ms"))
                .contains("OK owner: " + address(gateway) + " says: user 321 (Jane Doe), organisation 55 (Firm A)");
    }

    @Test
    void run_exchangeSlowerThanTokenWait_fails() {
        properties.setProperty("filevine.token-wait", "1ms");

        assertThat(run()).isEqualTo(1);

        assertThat(names()).contains("OK exchange, FAILED token-wait, OK clock, OK scopes, OK owner");
        assertThat(report.lines())
                .anyMatch(line -> line.matches("FAILED token-wait: the exchange took \\d+ ms, and a request waits no"
                        + " longer than 1 ms \\(filevine.token-wait\\).*"));
    }

    @Test
    void run_exchangeRefused_comparesClocksAndAsksNobodyElse() {
        properties.setProperty("filevine.pat", REFUSED);

        assertThat(run()).isEqualTo(1);

        assertThat(names()).endsWith("profile default, OK dns, SKIPPED tls, FAILED exchange, OK clock, end 1");
        assertThat(gateway.getRequestCount()).isZero();
    }

    @Test
    void run_firstProfileFailsAndTheLastDoesNot_fails() {
        properties.setProperty("filevine.pat", REFUSED);
        properties.setProperty("filevine.profiles", "second");
        properties.setProperty("filevine.profile.second.pat", "good-pat");
        properties.setProperty("filevine.profile.second.identity-url", address(identity));
        properties.setProperty("filevine.profile.second.gateway-hosts", "*.example.com");

        assertThat(run()).isEqualTo(1);

        assertThat(names())
                .containsSubsequence(
                        "profile default",
                        "FAILED exchange",
                        "profile second",
                        "OK exchange",
                        "SKIPPED owner",
                        "end 1");
    }

    @ParameterizedTest
    @CsvSource({"118, OK", "-118, OK", "125, WARNING", "-125, WARNING"})
    void run_clocksApart_warnsFromTwoMinutesOn(int ahead, Step.Outcome outcome) {
        secondsAhead = ahead;

        assertThat(run()).isZero();

        assertThat(names()).contains(outcome + " clock");
        if (outcome == Step.Outcome.WARNING) {
            assertThat(report.lines())
                    .anyMatch(line -> line.contains(ahead > 0 ? " behind the server's" : " ahead of the server's"));
        }
    }

    @Test
    void run_nobodyListens_failsAtTheConnection() {
        identity.close();

        assertThat(run()).isEqualTo(1);

        assertThat(names()).endsWith("profile default, FAILED connection, SKIPPED exchange, end 1");
    }

    @Test
    void run_notEnabled_saysThatTheAgentWouldDoNothing() {
        properties.setProperty("filevine.enabled", "false");

        assertThat(run()).isZero();

        assertThat(report.lines()).anyMatch(line -> line.startsWith("warning filevine.enabled is false"));
    }

    @Test
    void run_badConfiguration_triesNothing() {
        properties.setProperty("filevine.region", "eu");

        assertThat(run()).isEqualTo(2);

        assertThat(report.lines()).containsExactly("settings of 1.2.3", "problem filevine.region", "end 2");
        assertThat(identity.getRequestCount()).isZero();
    }
}
