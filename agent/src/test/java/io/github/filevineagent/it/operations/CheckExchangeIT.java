package io.github.filevineagent.it.operations;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The exchange, and what its answer tells of scopes and clocks. */
@Tag(SAME_ON_EVERY_JDK)
class CheckExchangeIT extends CheckSetUp {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 | invalid_grant | wrong, expired or revoked, or belongs to another region",
                "401 | invalid_client | Access Tokens, Client Secrets (a secret lasts for a year), and set filevine.client-id and filevine.client-secret-file",
                "400 | invalid_scope | A scope in filevine.scope is unknown or not allowed",
                "400 | unauthorized_client | This client may not exchange Personal Access Tokens",
                "503 | temporarily_unavailable | The server, or a proxy before it, has a problem",
                "404 | not_found | check filevine.identity-url"
            })
    void check_exchangeRefused_saysWhatToDo(int status, String error, String cure) throws Exception {
        // A server that repeats what it was sent must not make the check print it.
        filevine.refuseExchanges(status, "{\"error\":\"" + error + "\",\"error_description\":\"no " + PAT + " here\"}");

        JvmResult check = check(Jdk.current(), List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).containsSubsequence("FAILED  exchange: ", cure, "Something failed");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_clientAndScope_areSentAndTheSecretIsNotShown(Jdk jdk) throws Exception {
        filevine.expect("client+4711", CLIENT_SECRET, "openid tenant");
        Path secret = Files.writeString(directory.resolve("client-secret"), CLIENT_SECRET);

        JvmResult check = check(
                jdk,
                List.of(
                        "-Dfilevine.client-id=client+4711",
                        "-Dfilevine.client-secret-file=" + secret,
                        "-Dfilevine.scope=openid tenant"),
                "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out()).contains("filevine.client-id = client+4711", "openid tenant");
    }

    @Test
    void check_fewerScopesGranted_warns() throws Exception {
        filevine.grant("openid email tenant filevine.v2.api.projects fv.api.gateway.access");

        JvmResult check = check(Jdk.current(), List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out()).contains("warning scopes: requested but not granted: fv.auth.tenant.read; granted: ");
    }

    @ParameterizedTest
    @CsvSource({"630, 10 min behind", "-630, 10 min ahead of"})
    void check_clockWrongByMinutes_warns(int serverAhead, String difference) throws Exception {
        filevine.setClockAhead(Duration.ofSeconds(serverAhead));

        JvmResult check = check(Jdk.current(), List.of(), "check");

        assertThat(check.out())
                .containsSubsequence("warning clock: this machine's clock is ", difference, "the server's", "NTP");
    }
}
