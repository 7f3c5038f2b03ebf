package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig.WhenUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    @Test
    void read_nothingButPat_givesDefaults() throws ConfigException {
        AgentConfig config = GivenSettings.valid().read();

        assertThat(config.tokenWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.whenUnavailable()).isEqualTo(WhenUnavailable.FAIL);
        assertThat(config.replayUnauthorized()).isTrue();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.exchangeTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.logLevel()).isEqualTo(Log.Level.INFO);
        assertThat(config.jmx()).isTrue();
        assertThat(config.warnings()).isEmpty();
        assertThat(config.profiles()).hasSize(1);
    }

    @Test
    void read_everythingSet_givesWhatIsSet() throws ConfigException {
        AgentConfig config = GivenSettings.valid()
                .property("filevine.token-wait", "500ms")
                .property("filevine.when-unavailable", "Pass")
                .property("filevine.replay-unauthorized", "FALSE")
                .property("filevine.connect-timeout", "PT2S")
                .property("filevine.exchange-timeout", " 1m ")
                .property("filevine.log-level", "DEBUG")
                .property("filevine.jmx", "false")
                .property("filevine.on-config-error", "disable")
                .read();

        assertThat(config.tokenWait()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.whenUnavailable()).isEqualTo(WhenUnavailable.PASS);
        assertThat(config.replayUnauthorized()).isFalse();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.exchangeTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.logLevel()).isEqualTo(Log.Level.DEBUG);
        assertThat(config.jmx()).isFalse();
    }

    @Test
    void read_whereLinesAndFilesGo_givesWhatIsSet() throws ConfigException {
        AgentConfig config = GivenSettings.valid()
                .property("filevine.log-timestamps", "true")
                .property("filevine.log-to", "System")
                .property("filevine.health-file", "/run/healthy")
                .property("filevine.profiles-dir", "/firms")
                .read();

        assertThat(config.logTimestamps()).isTrue();
        assertThat(config.logToSystem()).isTrue();
        assertThat(config.healthFile()).isEqualTo("/run/healthy");
        assertThat(config.profilesDirectory()).isEqualTo("/firms");
        AgentConfig defaults = GivenSettings.valid().read();
        assertThat(defaults.logTimestamps()).isFalse();
        assertThat(defaults.logToSystem()).isFalse();
        assertThat(defaults.healthFile()).isNull();
        assertThat(defaults.profilesDirectory()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"always, false", "when-used, true", "WHEN-USED, true", "Always, false"})
    void read_refresh_isWhenUsedOnlyWhereItSaysSo(String value, boolean whenUsed) throws Exception {
        assertThat(GivenSettings.valid()
                        .property("filevine.refresh", value)
                        .read()
                        .refreshWhenUsed())
                .isEqualTo(whenUsed);
        assertThat(GivenSettings.valid().read().refreshWhenUsed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "enabled             | yes      | 'yes' is neither true nor false; accepted: true or false",
                "enabled             | \"\"     | is blank; accepted: true or false",
                "token-wait          | 10       | '10' has no unit; accepted: 500ms, 10s, 2m, 1h or an ISO-8601 duration,"
                        + " more than zero and at most one hour",
                "connect-timeout     | 0s       | '0s' is not more than zero; accepted: 500ms, 10s, 2m, 1h or an ISO-8601"
                        + " duration, more than zero and at most one hour",
                "exchange-timeout    | 2h       | '2h' is more than one hour; accepted: 500ms, 10s, 2m, 1h or an ISO-8601"
                        + " duration, more than zero and at most one hour",
                "when-unavailable    | retry    | 'retry' is none of the choices; accepted: fail or pass",
                "replay-unauthorized | 1        | '1' is neither true nor false; accepted: true or false",
                "on-config-error     | ignore   | 'ignore' is none of the choices; accepted: abort or disable",
                "log-level           | trace    | 'trace' is none of the choices; accepted: off, error, warn, info or debug",
                "refresh             | when_used | 'when_used' is none of the choices; accepted: always or when-used",
                "health-file         | \"\"     | is blank; accepted: the path of a file, which need not exist, in a"
                        + " directory that does",
                "jmx                 | on       | 'on' is neither true nor false; accepted: true or false",
            })
    void read_invalidValue_isOneProblem(String suffix, String value, String message) {
        GivenSettings given = GivenSettings.valid().property("filevine." + suffix, value);

        assertThat(given.problems()).containsExactly("filevine." + suffix + " (system property): " + message);
    }

    @Test
    void read_severalProblems_reportsAllAtOnce() {
        ConfigException failure = GivenSettings.none()
                .property("filevine.token-wait", "soon")
                .environment("FILEVINE_REGION", "mars")
                .property("filevine.identity-url", "ftp://x")
                .property("filevine.gateway-hosts", "*, a.example.com/x")
                .property("filevine.regoin", "us")
                .failure();

        assertThat(failure)
                .hasMessage("7 problems in the configuration:"
                        + "\n  filevine.region (environment variable FILEVINE_REGION): 'mars' is none of the choices;"
                        + " accepted: us, ca or cjis"
                        + "\n  filevine.identity-url (system property): 'ftp://x' has a scheme other than https and http;"
                        + " accepted: " + IdentityUrl.ACCEPTED
                        + "\n  filevine.gateway-hosts (system property): '*' is every host, which nobody may have the"
                        + " token for: name the domain; accepted: " + HostPatternParser.ACCEPTED
                        + "\n  filevine.gateway-hosts (system property): 'a.example.com/x' has a path; accepted: "
                        + HostPatternParser.ACCEPTED
                        + "\n  filevine.pat-file (not set): profile default has no Personal Access Token; accepted:"
                        + " filevine.pat-file with a file that holds it, or filevine.pat with the token itself; as"
                        + " environment variables FILEVINE_PAT_FILE or FILEVINE_PAT"
                        + "\n  filevine.token-wait (system property): 'soon' is not a duration; accepted: "
                        + Durations.ACCEPTED
                        + "\n  filevine.regoin (system property): is no known key (did you mean filevine.region?);"
                        + " accepted: the keys that 'java -jar filevine-agent.jar properties' prints");
    }

    @Test
    void problem_parts_areThoseOfItsLine() {
        Problem problem = GivenSettings.valid()
                .environment("FILEVINE_JMX", "on")
                .failure()
                .problems()
                .get(0);

        assertThat(problem.key()).isEqualTo("filevine.jmx");
        assertThat(problem.source()).isEqualTo("environment variable FILEVINE_JMX");
        assertThat(problem.wrong()).isEqualTo("'on' is neither true nor false");
        assertThat(problem.accepted()).isEqualTo("true or false");
    }

    @Test
    void problem_controlCharacters_stayOnOneLine() {
        GivenSettings given = GivenSettings.valid().property("filevine.jmx", "a\nb\u001b[0m");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.jmx (system property): 'a?b?[0m' is neither true nor false; accepted: true or"
                                + " false");
    }

    @Test
    void problem_longValue_isCutOff() {
        GivenSettings given = GivenSettings.valid().property("filevine.jmx", "x".repeat(5000));

        assertThat(given.problems())
                .containsExactly("filevine.jmx (system property): '" + "x".repeat(100)
                        + "...' is neither true nor false; accepted: true or false");
    }

    @ParameterizedTest
    @CsvSource({"abort, true", "ABORT, true", "disable, false", "Disable, false", "whatever, true", "'', true"})
    void failure_onConfigError_decidesAbort(String value, boolean abort) {
        ConfigException failure =
                GivenSettings.none().property("filevine.on-config-error", value).failure();

        assertThat(failure.abort()).isEqualTo(abort);
    }

    @Test
    void failure_onConfigErrorNotSet_aborts() {
        assertThat(GivenSettings.none().failure().abort()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "false, false", "False, false", "' false ', false", "no, true", "'', true"})
    void enabled_value_isFalseOnlyForFalse(String value, boolean enabled) {
        ConfigReader reader =
                GivenSettings.none().property("filevine.enabled", value).reader();

        assertThat(reader.enabled()).isEqualTo(enabled);
    }

    @Test
    void enabled_notSet_isTrue() {
        assertThat(GivenSettings.none().reader().enabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/no/such/file", "/"})
    void enabled_everythingElseWrong_isFalse(String configFile) {
        ConfigReader reader = GivenSettings.none()
                .environment("FILEVINE_ENABLED", "false")
                .property("filevine.config-file", configFile)
                .property("filevine.region", "mars")
                .property("filevine.nonsense", "x")
                .reader();

        assertThat(reader.enabled()).isFalse();
    }

    @Test
    void enabled_unreadableConfigFile_isTrue() {
        ConfigReader reader = GivenSettings.none()
                .property("filevine.config-file", "/no/such/file")
                .reader();

        assertThat(reader.enabled()).isTrue();
    }
}
