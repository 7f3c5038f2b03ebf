package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.ConfigReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | there is no such command",
                "run              | there is no such command",
                "chekc            | there is no such command",
                "secret-1         | there is no such command",
                "--verbose        | there is no such command",
                "check --jsno     | check takes one argument at most, --all or --json.",
                "check --json --json | check takes one argument at most, --all or --json.",
                "check --all --json | check takes one argument at most, --all or --json.",
                "check secret-1   | check takes one argument at most, --all or --json.",
                "properties --json | properties takes no argument.",
                "--version 2      | --version takes no argument.",
                "--help check     | --help takes no argument.",
                "check -Dfilevine.pat=secret-1 | system properties (-D) go before -jar",
                "-Dfilevine.pat=secret-1 check | system properties (-D) go before -jar"
            })
    void execute_unknownArguments_isOneErrorWithoutThem(String arguments, String error) {
        int status = execute(false, arguments.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: " + error)
                .hasLineCount(1)
                .doesNotContain("secret-1");
    }

    @Test
    void execute_unknownCommand_namesThoseThatThereAre() {
        execute(false, "chekc");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("check, properties, --version and --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h", "help"})
    void execute_noArgumentOrHelp_showsUsageAndSucceeds(String argument) {
        int status = argument.isEmpty() ? execute(false) : execute(false, argument);

        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage:")
                .contains("check", "properties", "--version", "--help", "-javaagent:filevine-agent.jar", "Exit status");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "version"})
    void execute_version_prints(String argument) {
        assertThat(execute(false, argument)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("filevine-agent 1.2.3" + System.lineSeparator());
    }

    @Test
    void execute_checkOnTerminal_usesColourAndResetsIt() {
        assertThat(execute(true, "check")).isEqualTo(2);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("\u001b[31mFAILED\u001b[0m  filevine.pat-file", "\u001b[1mConfiguration\u001b[0m");
        assertThat(text.split("\u001b\\[0m", -1)).hasSameSizeAs(text.split("\u001b\\[[1-9]", -1));
    }

    @Test
    void execute_json_neverUsesColour() {
        assertThat(execute(true, "check", "--json")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    }

    private int execute(boolean colour, String... arguments) {
        return new Commands("1.2.3", print(out), print(err), colour, 0)
                .execute(List.of(arguments), new ConfigReader(new Properties(), Map.of()));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
