package io.github.filevineagent.it.operations;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.ForwardProxy;
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
    private static final String PROXY_PASSWORD = "proxy-secret-4711";

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
        assertThat(check.out())
                .containsSubsequence(
                        "FAILED  connection: ",
                        "no connection to the proxy localhost:",
                        "Check that it runs, https.proxyHost and https.proxyPort.")
                .doesNotContain("set https.proxyHost");
    }

    @Test
    void check_proxyThatNobodyKnows_saysSo() throws Exception {
        JvmResult check = check(
                Jdk.current(),
                List.of("-Dfilevine.identity-url=https://identity.invalid", "-Dhttps.proxyHost=proxy.invalid"),
                "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("FAILED  dns: ", "the name of the proxy proxy.invalid:443 can't be resolved")
                .doesNotContain("set https.proxyHost");
    }

    @Test
    void check_proxyInTheEnvironmentOnly_saysThatTheJvmDoesNotReadIt() throws Exception {
        JvmResult check = ForkedJvm.of(Jdk.current())
                .environment("HTTPS_PROXY", "http://user:" + PROXY_PASSWORD + "@proxy.example:3128")
                .options(List.of(
                        "-Dfilevine.identity-url=https://identity.invalid",
                        "-Dfilevine.gateway-hosts=" + filevine.gateway(),
                        "-Dfilevine.pat-file=" + directory.resolve("pat"),
                        "-jar",
                        BuildDirectory.agentJar().toString(),
                        "check"))
                .run();

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence(
                        "FAILED  dns: ",
                        "HTTPS_PROXY is set in the environment, which the JVM does not read: set https.proxyHost and"
                                + " https.proxyPort")
                .doesNotContain(PROXY_PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_proxyWithPassword_isGivenTheJvmsProperties(Jdk jdk) throws Exception {
        HeldCertificate certificate = localhost();
        try (StandIn https = overHttps(certificate);
                ForwardProxy proxy = ForwardProxy.guardedBy("user", PROXY_PASSWORD)) {
            List<String> options = new ArrayList<>(through(proxy, PROXY_PASSWORD));
            options.addAll(trusting(certificate));
            options.add("-Dfilevine.identity-url=" + https.identity());
            options.add("-Dfilevine.gateway-hosts=" + https.gateway());
            options.add("-Djdk.http.auth.tunneling.disabledSchemes=");

            JvmResult check = check(jdk, options, "check");

            assertThat(check.exitStatus()).as(check.toString()).isZero();
            assertThat(check.out()).contains("ok      exchange: ").doesNotContain(PROXY_PASSWORD);
            assertThat(proxy.heads("CONNECT")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_proxyRefusesThePassword_isAskedOnceAndSaysSo(Jdk jdk) throws Exception {
        try (ForwardProxy proxy = ForwardProxy.guardedBy("user", PROXY_PASSWORD)) {
            List<String> options = new ArrayList<>(through(proxy, PROXY_PASSWORD + "-of-yesterday"));
            options.add("-Djdk.http.auth.tunneling.disabledSchemes=");

            JvmResult check = check(jdk, options, "check");

            assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
            assertThat(check.out())
                    .contains("The proxy does not take what https.proxyUser and https.proxyPassword say")
                    .doesNotContain(PROXY_PASSWORD);
            assertThat(proxy.heads("CONNECT"))
                    .as("wrong more often, an account may be locked")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    /** The JDK's own rule, in {@code conf/net.properties}, which is not the agent's to change for the whole JVM. */
    @ParameterizedTest
    @MethodSource("jdks")
    void check_proxyWithPasswordAndBasicSwitchedOff_saysWhatIsMissing(Jdk jdk) throws Exception {
        try (ForwardProxy proxy = ForwardProxy.guardedBy("user", PROXY_PASSWORD)) {
            JvmResult check = check(jdk, through(proxy, PROXY_PASSWORD), "check");

            assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
            assertThat(check.out())
                    .contains("Missing: -Djdk.http.auth.tunneling.disabledSchemes= (empty)")
                    .doesNotContain("Missing: https.proxyUser", PROXY_PASSWORD);
        }
    }

    @Test
    void check_proxyWithoutPassword_saysAllThatIsMissing() throws Exception {
        try (ForwardProxy proxy = ForwardProxy.guardedBy("user", PROXY_PASSWORD)) {
            List<String> options = List.of(
                    "-Dfilevine.identity-url=https://identity.invalid",
                    "-Dhttps.proxyHost=localhost",
                    "-Dhttps.proxyPort=" + proxy.port());

            JvmResult check = check(Jdk.current(), options, "check");

            assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
            assertThat(check.out())
                    .contains(
                            "Missing: https.proxyUser and https.proxyPassword, or an Authenticator",
                            "; -Djdk.http.auth.tunneling.disabledSchemes= (empty), without which");
        }
    }

    /** As the agent does it in an application whose {@code Authenticator}, if any, is nobody's business. */
    @ParameterizedTest
    @MethodSource("jdks")
    void agent_proxyWithPassword_makesItsExchangeThroughIt(Jdk jdk) throws Exception {
        HeldCertificate certificate = localhost();
        try (StandIn https = overHttps(certificate);
                ForwardProxy proxy = ForwardProxy.guardedBy("user", PROXY_PASSWORD)) {
            List<String> options = new ArrayList<>(through(proxy, PROXY_PASSWORD));
            options.addAll(trusting(certificate));
            options.add("-Dfilevine.identity-url=" + https.identity());
            options.add("-Djdk.http.auth.tunneling.disabledSchemes=");

            JvmResult app = new AgentRun(filevine, directory).request(jdk, options.toArray(String[]::new));

            assertThat(app.out()).as(app.toString()).contains("answer done");
            assertThat(app.out() + app.err()).doesNotContain(PROXY_PASSWORD);
            assertThat(https.exchanges()).isEqualTo(1);
            assertThat(proxy.heads("CONNECT")).isNotEmpty();
        }
    }

    private static List<String> through(ForwardProxy proxy, String password) {
        return List.of(
                "-Dfilevine.identity-url=https://identity.invalid",
                "-Dhttps.proxyHost=localhost",
                "-Dhttps.proxyPort=" + proxy.port(),
                "-Dhttps.proxyUser=user",
                "-Dhttps.proxyPassword=" + password,
                "-Dhttp.nonProxyHosts=");
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
