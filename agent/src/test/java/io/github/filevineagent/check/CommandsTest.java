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
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "check --jsno",
                "check --json --json",
                "properties --json",
                "--version 2",
                "check secret-1"
            })
    void execute_unknownArguments_showsUsageAndNotTheArguments(String arguments) {
        int status = execute(false, arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: ")
                .contains("Usage:")
                .doesNotContain("secret-1");
    }

    @Test
    void execute_systemPropertyAfterJar_saysWhereItBelongs() {
        assertThat(execute(false, "check", "-Dfilevine.pat=secret-1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("go before -jar")
                .doesNotContain("secret-1");
    }

    @Test
    void execute_noArguments_saysThatThereIsNoCommand() {
        assertThat(execute(false)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: there is no command.");
    }

    @Test
    void execute_unknownWord_saysThatItIsNone() {
        assertThat(execute(false, "chekc")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: the arguments are none of the following.");
    }

    @Test
    void execute_version_prints() {
        assertThat(execute(false, "--version")).isZero();
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
