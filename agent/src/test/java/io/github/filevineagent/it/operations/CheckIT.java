package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckIT {
    private static final String PAT = "pat-secret-4711";
    private static final String CLIENT_SECRET = "client-secret-4711";

    @TempDir
    Path directory;

    private StandIn filevine;

    @BeforeEach
    void start() throws IOException {
        filevine = StandIn.overHttp();
        Files.writeString(directory.resolve("pat"), PAT);
    }

    @AfterEach
    void stop() {
        filevine.close();
    }

    static Stream<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_everythingRight_saysSoStepByStep(Jdk jdk) throws Exception {
        Fork check = check(jdk, List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out())
                .containsSubsequence(
                        "filevine.pat-file = " + directory.resolve("pat") + " (system property)",
                        "Profile default",
                        "ok      dns: localhost is ",
                        "skipped tls: http to a loopback address",
                        "ok      exchange: an access token that is valid for 20 min, until ",
                        "ok      clock: ",
                        "ok      scopes: ",
                        "ok      owner: " + filevine.address() + " says: user 321 (Jane Doe), organisation 55 (Firm A)",
                        "set filevine.user-id=321",
                        "set filevine.org-id=55",
                        "The agent can work with this configuration.")
                .as("no colour in a pipe")
                .doesNotContain("\u001b");
        assertThat(check.err()).isEmpty();
        assertThat(filevine.exchanges()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_json_isOneObjectWithTheSame(Jdk jdk) throws Exception {
        filevine.answerOwner(200, StandIn.TWO_ORGANISATIONS);

        Fork check = check(jdk, List.of(), "check", "--json");

        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.path("exitStatus").asInt(-1))
                .isEqualTo(check.exitStatus())
                .isZero();
        assertThat(json.findValuesAsText("key")).contains("filevine.region", "filevine.pat-file");
        JsonNode profile = json.path("profiles").path(0);
        assertThat(profile.path("name").asText()).isEqualTo("default");
        assertThat(profile.path("steps").findValuesAsText("name"))
                .containsExactly("dns", "tls", "exchange", "clock", "scopes", "owner");
        assertThat(profile.path("suggestions").path(1).path("values").toString())
                .isEqualTo("[\"55\",\"77\"]");
        assertThat(check.out()).doesNotContain("org-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 | invalid_grant | wrong, expired or revoked, or belongs to another region",
                "401 | invalid_client | set filevine.client-id and filevine.client-secret-file",
                "400 | invalid_scope | A scope in filevine.scope is unknown or not allowed",
                "400 | unauthorized_client | This client may not exchange Personal Access Tokens",
                "503 | temporarily_unavailable | The server, or a proxy before it, has a problem",
                "404 | not_found | check filevine.identity-url"
            })
    void check_exchangeRefused_saysWhatToDo(int status, String error, String cure) throws Exception {
        // A server that repeats what it was sent must not make the check print it.
        filevine.refuseExchanges(status, "{\"error\":\"" + error + "\",\"error_description\":\"no " + PAT + " here\"}");

        Fork check = check(Jdk.current(), List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).containsSubsequence("FAILED  exchange: ", cure, "Something failed");
    }

    @Test
    void check_fewerScopesGranted_warns() throws Exception {
        filevine.grant("openid email tenant filevine.v2.api.projects fv.api.gateway.access");

        Fork check = check(Jdk.current(), List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out()).contains("warning scopes: requested but not granted: fv.auth.tenant.read; granted: ");
    }

    @ParameterizedTest
    @CsvSource({"630, 10 min behind", "-630, 10 min ahead of"})
    void check_clockWrongByMinutes_warns(int serverAhead, String difference) throws Exception {
        filevine.setClockAhead(Duration.ofSeconds(serverAhead));

        Fork check = check(Jdk.current(), List.of(), "check");

        assertThat(check.out())
                .containsSubsequence("warning clock: this machine's clock is ", difference, "the server's", "NTP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | {} | both belong to one region",
                "403 | {} | compare filevine.scope with what Filevine granted",
                "404 | {} | No gateway is at this address",
                "500 | {} | try again later",
                "200 | {\"hello\":\"you\"} | names neither a user nor an organisation",
                "200 | <html> | names neither a user nor an organisation"
            })
    void check_gatewayDoesNotTell_saysWhatToDo(int status, String body, String cure) throws Exception {
        filevine.answerOwner(status, body);

        Fork check = check(Jdk.current(), List.of(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).containsSubsequence("FAILED  owner: ", cure);
    }

    @Test
    void check_autoWithOneOrganisation_tellsTheIds() throws Exception {
        Fork check = check(Jdk.current(), List.of("-Dfilevine.org-id=auto", "-Dfilevine.user-id=auto"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out()).contains("filevine.user-id: auto is 321", "filevine.org-id: auto is 55");
    }

    @Test
    void check_autoWithSeveralOrganisations_fails() throws Exception {
        filevine.answerOwner(200, StandIn.TWO_ORGANISATIONS);

        Fork check = check(Jdk.current(), List.of("-Dfilevine.org-id=auto"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .contains("FAILED  filevine.org-id: auto does not choose between several: set one of 55, 77");
    }

    @Test
    void check_firstGatewayIsNone_asksTheNext() throws Exception {
        String closed = "http://localhost:" + closedPort();

        Fork check =
                check(Jdk.current(), List.of("-Dfilevine.gateway-hosts=" + closed + "," + filevine.address()), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out()).containsSubsequence("warning owner: question at " + closed, "ok      owner: ");
    }

    @Test
    void check_nobodyListens_saysSo() throws Exception {
        Fork check = check(Jdk.current(), List.of("-Dfilevine.identity-url=http://localhost:" + closedPort()), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("FAILED  connection: ", "Check firewalls and proxies", "skipped exchange");
    }

    @Test
    void check_unknownHost_namesTheWayOut() throws Exception {
        Fork check = check(Jdk.current(), List.of("-Dfilevine.identity-url=https://identity.invalid"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("FAILED  dns: ", "identity.invalid", "set https.proxyHost and https.proxyPort");
    }

    @Test
    void check_proxyThatDoesNotWork_saysSo() throws Exception {
        Fork check = check(
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
            Path trustStore = trustStore(certificate);

            Fork check = check(
                    jdk,
                    List.of(
                            "-Djavax.net.ssl.trustStore=" + trustStore,
                            "-Djavax.net.ssl.trustStorePassword=changeit",
                            "-Dfilevine.identity-url=" + https.address(),
                            "-Dfilevine.gateway-hosts=" + https.address()),
                    "check");

            assertThat(check.exitStatus()).as(check.toString()).isZero();
            assertThat(check.out()).containsSubsequence("ok      tls: ", "CN=identity of the test", "valid until ");
        }
    }

    @Test
    void check_certificateNotTrusted_namesTheTrustStore() throws Exception {
        try (StandIn https = overHttps(localhost())) {
            Fork check = check(Jdk.current(), List.of("-Dfilevine.identity-url=" + https.address()), "check");

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
            Fork check = check(
                    Jdk.current(),
                    List.of(
                            "-Djavax.net.ssl.trustStore=" + trustStore(authority),
                            "-Djavax.net.ssl.trustStorePassword=changeit",
                            "-Dfilevine.identity-url=" + https.address()),
                    "check");

            assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
            assertThat(check.out())
                    .containsSubsequence(
                            "FAILED  tls: ",
                            "check the clock first",
                            "issued by CN=authority of the test",
                            "until 1970-01-01T00:00:01Z");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_agentAttachedByTheEnvironment_runsAlone(Jdk jdk) throws Exception {
        Fork check = check(jdk, List.of("-javaagent:" + Fork.AGENT), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(filevine.exchanges()).isEqualTo(1);
    }

    @Test
    void check_severalProfiles_checksEach() throws Exception {
        Fork check = check(
                Jdk.current(),
                List.of(
                        "-Dfilevine.profiles=other",
                        "-Dfilevine.profile.other.pat-file=" + directory.resolve("pat"),
                        "-Dfilevine.profile.other.identity-url=http://localhost:" + closedPort(),
                        "-Dfilevine.profile.other.gateway-hosts=other.example"),
                "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("Profile default", "ok      owner: ", "Profile other", "FAILED  connection: ");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_badConfiguration_exits2WithAllProblems(Jdk jdk) throws Exception {
        Fork check = check(jdk, List.of("-Dfilevine.region=eu", "-Dfilevine.scpoe=a"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(2);
        assertThat(check.out())
                .contains("FAILED  filevine.region", "FAILED  filevine.scpoe", "The configuration can't be used");
        assertThat(filevine.exchanges()).isZero();
    }

    @Test
    void check_badConfigurationAsJson_listsProblems() throws Exception {
        Fork check = check(Jdk.current(), List.of("-Dfilevine.region=eu"), "check", "--json");

        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.path("exitStatus").asInt())
                .isEqualTo(check.exitStatus())
                .isEqualTo(2);
        assertThat(json.path("problems").findValuesAsText("key")).containsExactly("filevine.region");
    }

    @ParameterizedTest
    @CsvSource({
        "--version, 0, filevine-agent ",
        "--help, 0, Usage:",
        "properties, 0, | `filevine.token-wait` | `10s` |",
        "chekc, 2, error: the arguments are none of the following.",
        "-Dfilevine.pat=" + PAT + ", 2, error: system properties (-D) go before -jar."
    })
    void command_anyArgument_isAnswered(String argument, int exitStatus, String answer) throws Exception {
        Fork command = Fork.java(Jdk.current(), List.of("-jar", Fork.AGENT.toString(), argument));

        assertThat(command.exitStatus()).isEqualTo(exitStatus);
        assertThat(command.out() + command.err()).contains(answer).doesNotContain(PAT);
    }

    /** Runs a command with a configuration for the stand-in, after the options, so that an option given there wins. */
    private Fork check(Jdk jdk, List<String> options, String... command) throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Dfilevine.identity-url=" + filevine.address());
        arguments.add("-Dfilevine.gateway-hosts=" + filevine.address());
        arguments.add("-Dfilevine.pat-file=" + directory.resolve("pat"));
        arguments.addAll(options);
        arguments.add("-jar");
        arguments.add(Fork.AGENT.toString());
        arguments.addAll(List.of(command));
        Fork fork = Fork.java(jdk, arguments);
        assertThat(fork.toString()).doesNotContain(PAT, CLIENT_SECRET, "access-token-secret");
        return fork;
    }

    private static HeldCertificate localhost() {
        return new HeldCertificate.Builder()
                .commonName("identity of the test")
                .addSubjectAlternativeName("localhost")
                .build();
    }

    private static StandIn overHttps(HeldCertificate certificate) throws IOException {
        return StandIn.overHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
    }

    private Path trustStore(HeldCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("localhost", certificate.certificate());
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
