package io.github.filevineagent.it.operations;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps before the exchange: finding the identity server, reaching it, trusting it. */
@Tag(SAME_ON_EVERY_JDK)
class CheckConnectionIT extends CheckSetUp {
    @Test
    void check_nobodyListens_saysSo() throws Exception {
        JvmResult check =
                check(Jdk.current(), List.of("-Dfilevine.identity-url=http://localhost:" + closedPort()), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("FAILED  connection: ", "Check firewalls and proxies", "skipped exchange");
    }

    @Test
    void check_unknownHost_namesTheWayOut() throws Exception {
        JvmResult check = check(Jdk.current(), List.of("-Dfilevine.identity-url=https://identity.invalid"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("FAILED  dns: ", "identity.invalid", "set https.proxyHost and https.proxyPort");
    }

    @Test
    void check_proxyThatDoesNotWork_saysSo() throws Exception {
        JvmResult check = check(
                Jdk.current(),
                List.of(
                        "-Dfilevine.identity-url=https://identity.invalid",
                        "-Dhttps.proxyHost=localhost",
                        "-Dhttps.proxyPort=" + closedPort()),
                "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).containsSubsequence("FAILED  connection: ", "Check firewalls and proxies");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_certificateTrusted_namesItAndItsEnd(Jdk jdk) throws Exception {
        HeldCertificate certificate = localhost();
        try (StandIn https = overHttps(certificate)) {
            List<String> options = new ArrayList<>(trusting(certificate));
            options.add("-Dfilevine.identity-url=" + https.identity());
            options.add("-Dfilevine.gateway-hosts=" + https.gateway());

            JvmResult check = check(jdk, options, "check");

            assertThat(check.exitStatus()).as(check.toString()).isZero();
            assertThat(check.out()).containsSubsequence("ok      tls: ", "CN=identity of the test", "valid until ");
        }
    }

    @Test
    void check_certificateNotTrusted_namesTheTrustStore() throws Exception {
        try (StandIn https = overHttps(localhost())) {
            JvmResult check = check(Jdk.current(), List.of("-Dfilevine.identity-url=" + https.identity()), "check");

            assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
            assertThat(check.out())
                    .containsSubsequence(
                            "ok      dns: ",
                            "FAILED  tls: ",
                            "javax.net.ssl.trustStore",
                            "certificate of CN=identity of the test",
                            "issued by CN=identity of the test");
            assertThat(https.exchanges()).isZero();
        }
    }

    @Test
    void check_certificateExpired_pointsToTheClock() throws Exception {
        HeldCertificate authority = new HeldCertificate.Builder()
                .certificateAuthority(0)
                .commonName("authority of the test")
                .build();
        HeldCertificate expired = new HeldCertificate.Builder()
                .signedBy(authority)
                .commonName("identity of the test")
                .addSubjectAlternativeName("localhost")
                .validityInterval(0, 1000)
                .build();
        try (StandIn https = overHttps(expired)) {
            List<String> options = new ArrayList<>(trusting(authority));
            options.add("-Dfilevine.identity-url=" + https.identity());

            JvmResult check = check(Jdk.current(), options, "check");

            assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
            assertThat(check.out())
                    .containsSubsequence(
                            "FAILED  tls: ",
                            "check the clock first",
                            "issued by CN=authority of the test",
                            "until 1970-01-01T00:00:01Z");
        }
    }

    private static HeldCertificate localhost() {
        return new HeldCertificate.Builder()
                .commonName("identity of the test")
                .addSubjectAlternativeName("localhost")
                .build();
    }

    private static StandIn overHttps(HeldCertificate certificate) throws IOException {
        return StandIn.overHttps(Tls.serverSockets(certificate));
    }

    private List<String> trusting(HeldCertificate certificate) throws IOException {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + Tls.writeTrustStore(directory.resolve("trust.p12"), certificate),
                "-Djavax.net.ssl.trustStorePassword=" + Tls.STORE_PASSWORD);
    }
}
