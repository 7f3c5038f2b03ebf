package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as a whole: what it prints, as text and as JSON, and its exit status. */
class CheckIT extends CheckSetUp {
    @ParameterizedTest
    @MethodSource("jdks")
    void check_everythingRight_saysSoStepByStep(Jdk jdk) throws Exception {
        JvmResult check = check(jdk, List.of(), "check");

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
                        "ok      owner: " + filevine.gateway() + " says: user 321 (Jane Doe), organisation 55 (Firm A)",
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

        JvmResult check = check(jdk, List.of(), "check", "--json");

        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.path("exitStatus").asInt(-1))
                .isEqualTo(check.exitStatus())
                .isZero();
        assertThat(json.findValuesAsText("key")).contains("filevine.region", "filevine.pat-file");
        JsonNode profile = json.path("profiles").path(0);
        assertThat(profile.path("name").asText()).isEqualTo("default");
        assertThat(profile.path("steps"))
                .extracting(step -> step.path("name").asText())
                .containsExactly("dns", "tls", "exchange", "clock", "scopes", "owner");
        assertThat(profile.path("suggestions").path(1).path("values").toString())
                .isEqualTo("[55,77]");
        JsonNode exchange = profile.path("steps").path(2);
        assertThat(exchange.path("tookMillis").isNumber()).isTrue();
        assertThat(exchange.path("lifetimeSeconds").asInt()).isEqualTo(1200);
        assertThat(Instant.parse(exchange.path("expiresAt").asText())).isAfter(Instant.now());
        assertThat(profile.path("steps").path(1).path("reason").asText()).isEqualTo("plain_http");
        assertThat(profile.path("steps").path(5).path("organisations").toString())
                .isEqualTo("[{\"id\":55,\"name\":\"Firm A\"},{\"id\":77,\"name\":\"Firm B\"}]");
        assertThat(check.out()).doesNotContain("org-secret");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_agentAttachedByTheEnvironment_runsAlone(Jdk jdk) throws Exception {
        JvmResult check = check(jdk, List.of("-javaagent:" + BuildDirectory.agentJar()), "check");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(filevine.exchanges()).isEqualTo(1);
    }

    @Test
    void check_severalProfiles_checksEachAndSumsUp() throws Exception {
        JvmResult check = check(Jdk.current(), anotherProfile(), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence(
                        "Profile default",
                        "ok      owner: ",
                        "Profile other",
                        "FAILED  connection: ",
                        "ok      default",
                        "FAILED  other: connection",
                        "2 profiles: 1 well, 1 failed",
                        "Something failed");
    }

    @Test
    void check_severalProfilesAsJson_sumsUpTheSame() throws Exception {
        JvmResult check = check(Jdk.current(), anotherProfile(), "check", "--json");

        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.path("exitStatus").asInt())
                .isEqualTo(check.exitStatus())
                .isEqualTo(1);
        assertThat(json.path("profiles").path(0).path("outcome").asText()).isEqualTo("ok");
        assertThat(json.path("profiles").path(1).path("outcome").asText()).isEqualTo("failed");
        assertThat(json.path("total").toString()).isEqualTo("{\"profiles\":2,\"well\":1,\"failed\":1}");
    }

    @Test
    void check_narrowTerminal_fitsItAndShowsDefaultsWhereAsked() throws Exception {
        JvmResult check = narrow("check");
        JvmResult all = narrow("check", "--all");

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out().lines().filter(line -> line.length() > 60))
                .allSatisfy(line -> assertThat(line.trim()).doesNotContain(" "));
        assertThat(check.out())
                .contains("more have their defaults: check --all")
                .doesNotContain("(default)")
                .endsWith("The agent can work with this configuration." + System.lineSeparator());
        assertThat(all.out()).contains("  filevine.jmx = true (default)").doesNotContain("check --all");
    }

    private JvmResult narrow(String... command) throws Exception {
        return ForkedJvm.of(Jdk.current())
                .environment("COLUMNS", "60")
                .property("filevine.identity-url", filevine.identity())
                .property("filevine.gateway-hosts", filevine.gateway())
                .property("filevine.pat-file", directory.resolve("pat").toString())
                .options(List.of("-jar", BuildDirectory.agentJar().toString()))
                .run(command);
    }

    private List<String> anotherProfile() throws Exception {
        return List.of(
                "-Dfilevine.profiles=other",
                "-Dfilevine.profile.other.pat-file=" + directory.resolve("pat"),
                "-Dfilevine.profile.other.identity-url=http://localhost:" + closedPort(),
                "-Dfilevine.profile.other.gateway-hosts=other.example");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_badConfiguration_exits2WithAllProblems(Jdk jdk) throws Exception {
        JvmResult check = check(jdk, List.of("-Dfilevine.region=eu", "-Dfilevine.scpoe=a"), "check");

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(2);
        assertThat(check.out())
                .contains("FAILED  filevine.region", "FAILED  filevine.scpoe", "The configuration can't be used");
        assertThat(filevine.exchanges()).isZero();
    }

    @Test
    void check_badConfigurationAsJson_listsProblems() throws Exception {
        JvmResult check = check(Jdk.current(), List.of("-Dfilevine.region=eu"), "check", "--json");

        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.path("exitStatus").asInt())
                .isEqualTo(check.exitStatus())
                .isEqualTo(2);
        assertThat(json.path("problems").findValuesAsText("key")).containsExactly("filevine.region");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--version; filevine-agent ",
                "--help; Usage:",
                "help; Usage:",
                "; Usage:",
                "properties; | `filevine.token-wait` | `10s` |"
            })
    void command_known_isAnsweredOnStandardOutput(@Nullable String argument, String answer) throws Exception {
        JvmResult command = command(argument);

        assertThat(command.exitStatus()).as(command.toString()).isZero();
        assertThat(command.out()).contains(answer);
        assertThat(command.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "chekc, error: there is no such command; there are check",
        "-Dfilevine.pat=" + PAT + ", error: system properties (-D) go before -jar: java",
        "-x, error: there is no such command"
    })
    void command_unknown_isOneErrorOnStandardError(String argument, String error) throws Exception {
        JvmResult command = command(argument);

        assertThat(command.exitStatus()).as(command.toString()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).startsWith(error).hasLineCount(1).doesNotContain(PAT);
    }

    private static JvmResult command(@Nullable String argument) throws Exception {
        ForkedJvm jvm = ForkedJvm.of(Jdk.current())
                .options(List.of("-jar", BuildDirectory.agentJar().toString()));
        return argument == null ? jvm.run() : jvm.run(argument);
    }
}
