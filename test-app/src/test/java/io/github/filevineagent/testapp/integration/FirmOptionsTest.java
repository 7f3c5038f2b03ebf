package io.github.filevineagent.testapp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmOptionsTest {
    @Test
    void parse_firmsOnly_readsFromFilevineForAMinute() {
        FirmOptions options = FirmOptions.parse("--firms=7");

        assertThat(options.firms()).containsExactly("7");
        assertThat(options.gateway()).isEqualTo(URI.create("https://api.filevine.io"));
        assertThat(options.project()).isEmpty();
        assertThat(options.answers()).isEmpty();
        assertThat(options.runFor()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void parse_everything_isTaken() {
        FirmOptions options = FirmOptions.parse(
                "--gateway=https://localhost:8443",
                "--firms=7,8",
                "--project=9",
                "--threads=3",
                "--every=0.25s",
                "--run-for=2m",
                "--answers=5");

        assertThat(options.gateway()).isEqualTo(URI.create("https://localhost:8443"));
        assertThat(options.firms()).containsExactly("7", "8");
        assertThat(options.project()).hasValue(9);
        assertThat(options.threads()).isEqualTo(3);
        assertThat(options.every()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.runFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.answers()).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=1|Unknown argument --port=1.",
                "--threads=3|--firms is missing.",
                "--firms=|--firms= is not a list of numbers.",
                "--firms=7,smith|--firms=7,smith is not a list of numbers.",
                "--threads=0|--threads=0 is not a positive number.",
                "--answers=-1|--answers=-1 is not a positive number.",
                "--project=first|--project=first is not a number.",
                "--gateway=a b|--gateway=a b is not an http or https address.",
                "--run-for=soon|--run-for=soon is not a duration such as 0.75s, 9s or 2m.",
            })
    void parse_unusableArgument_saysWhatIsAccepted(String argument, String message) {
        assertThatThrownBy(() -> FirmOptions.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
