package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check prints: all of it, to the character, since people compare it and scripts cut it up. */
class TextReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void report_allThatThereIs_isOneLineEach() throws Exception {
        TextReport report = report(false);

        report.settings("1.2.3", List.of(setting("filevine.region", "ca")));
        report.warnings(List.of("first", "second"));
        report.profile("default");
        report.step(Step.ok("dns", "a is b"));
        report.step(Step.skipped("tls", "plain_http", "http"));
        report.step(Step.failed("exchange", "timeout", "no"));
        report.suggestion("filevine.org-id", List.of("55", "77"), "filevine.org-id=55 or 77");
        report.end(1);

        assertThat(text())
                .isEqualTo(String.join(
                        "\n",
                        "filevine-agent 1.2.3",
                        "",
                        "Configuration",
                        "  filevine.region = ca (system property)",
                        "  warning first",
                        "  warning second",
                        "",
                        "Profile default",
                        "  ok      dns: a is b",
                        "  skipped tls: http",
                        "  FAILED  exchange: no",
                        "  To have it in each gateway request, set filevine.org-id=55 or 77",
                        "",
                        "Something failed: exchange. See above for the cause and what to do.",
                        ""));
    }

    @ParameterizedTest
    @CsvSource({"false, '  2 more have their defaults: check --all'", "true, '  filevine.jmx = true (default)'"})
    void settings_untouchedDefaults_areShownWhereAskedFor(boolean all, String line) {
        new TextReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 0, all)
                .settings(
                        "1.2.3",
                        List.of(
                                setting("filevine.region", "ca"),
                                untouched("filevine.jmx"),
                                untouched("filevine.refresh")));

        assertThat(text().lines())
                .contains("  filevine.region = ca (system property)", line)
                .hasSize(all ? 6 : 5);
    }

    @Test
    void report_onANarrowTerminal_breaksBetweenWordsAndIndents() {
        TextReport report = new TextReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 40, false);
        report.settings("1.2.3", List.of(setting("filevine.gateway-hosts", "api.example.com, api.example.org")));
        report.profile("default");
        report.step(
                Step.failed("exchange", "timeout", "nobody has answered https://a.word.that.is/longer/than/a/line"));
        report.suggestion("filevine.org-id", List.of("55"), "filevine.org-id=55");

        report.end(1);

        assertThat(text())
                .isEqualTo(String.join(
                        "\n",
                        "filevine-agent 1.2.3",
                        "",
                        "Configuration",
                        "  filevine.gateway-hosts =",
                        "      api.example.com, api.example.org",
                        "      (system property)",
                        "",
                        "Profile default",
                        "  FAILED  exchange: nobody has answered",
                        "          https://a.word.that.is/longer/than/a/line",
                        "  To have it in each gateway",
                        "      request, set filevine.org-id=55",
                        "",
                        "Something failed: exchange. See above",
                        "for the cause and what to do.",
                        ""));
    }

    @Test
    void end_severalProfiles_isOneLineEachAndATotal() {
        TextReport report = report(false);
        report.profile("default");
        report.step(Step.ok("exchange", "a token"));
        report.step(Step.warning("clock", "clocks_differ", "late"));
        report.profile("firm");
        report.step(Step.ok("exchange", "a token"));
        report.step(Step.failed("owner", "http_500", "one gateway"));
        report.step(Step.failed("owner", "http_500", "the other"));
        report.step(Step.failed("filevine.profile.firm.org-id", "no_number", "no"));
        report.profile("other");
        bytes.reset();

        report.end(1);

        assertThat(text())
                .isEqualTo(String.join(
                        "\n",
                        "",
                        "All profiles",
                        "  ok      default",
                        "  FAILED  firm: owner, filevine.profile.firm.org-id",
                        "  ok      other",
                        "  3 profiles: 2 well, 1 failed",
                        "",
                        "Something failed: see above for the cause and what to do.",
                        ""));
    }

    @Test
    void problems_any_areFailures() {
        report(false).problems(List.of(problem()));

        assertThat(text())
                .startsWith("\nProblems\n  FAILED  filevine.region (system property): ")
                .endsWith("us, ca or cjis\n");
    }

    @Test
    void step_inColour_coloursTheWordOnly() {
        TextReport report = report(true);

        report.step(Step.ok("dns", "a is b"));
        report.step(Step.warning("clock", "clocks_differ", "late"));

        assertThat(text())
                .isEqualTo("  \u001b[32mok\u001b[0m      dns: a is b\n  \u001b[33mwarning\u001b[0m clock: late\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, The agent can work with this configuration.",
        "1, Something failed: see above for the cause and what to do.",
        "2, 'The configuration can''t be used, so nothing was tried.'",
    })
    void end_anyStatus_saysWhatItMeans(int status, String conclusion) {
        report(false).end(status);

        assertThat(text()).isEqualTo("\n" + conclusion + "\n");
    }

    private TextReport report(boolean colour) {
        return new TextReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), colour, 0, false);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static EffectiveSetting untouched(String key) {
        return new ConfigReader(new Properties(), Map.of())
                .effectiveSettings().stream()
                        .filter(setting -> setting.key().equals(key))
                        .findFirst()
                        .orElseThrow();
    }

    static EffectiveSetting setting(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return new ConfigReader(properties, Map.of())
                .effectiveSettings().stream()
                        .filter(setting -> setting.key().equals(key))
                        .findFirst()
                        .orElseThrow();
    }

    static Problem problem() {
        Properties properties = new Properties();
        properties.setProperty("filevine.region", "eu");
        properties.setProperty("filevine.pat", "p");
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> new ConfigReader(properties, Map.of()).read());
        return failure.problems().get(0);
    }
}
