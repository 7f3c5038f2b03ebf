package io.github.filevineagent.testapp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void parse_nothing_readsFromFilevineAndWritesNothing() {
        Options options = Options.parse();

        assertThat(options.gateway()).isEqualTo(URI.create("https://api.filevine.io"));
        assertThat(options.project()).isEmpty();
        assertThat(options.clients()).isEqualTo(CaseSync.CLIENTS);
    }

    @Test
    void parse_everything_isTaken() {
        Options options = Options.parse(
                "--gateway=https://localhost:8443",
                "--project=7",
                "--clients=sendAsync,HttpURLConnection",
                "--poll-for=2m",
                "--poll-every=0.25s");

        assertThat(options.gateway()).isEqualTo(URI.create("https://localhost:8443"));
        assertThat(options.project()).hasValue(7);
        assertThat(options.clients()).containsExactly("sendAsync", "HttpURLConnection");
        assertThat(options.pollFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.pollEvery()).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=1|Unknown argument --port=1.",
                "help|Unknown argument help.",
                "--gateway|--gateway= is not an http or https address.",
                "--gateway=a b|--gateway=a b is not an http or https address.",
                "--gateway=file:/etc|--gateway=file:/etc is not an http or https address.",
                "--project=first|--project=first is not a number.",
                "--clients=send,okhttp|--clients=send,okhttp is not a list of send, sendAsync, HttpURLConnection.",
                "--poll-for=soon|--poll-for=soon is not a duration such as 0.75s, 9s or 2m.",
                "--poll-every=-1s|--poll-every=-1s is not a duration such as 0.75s, 9s or 2m.",
            })
    void parse_unusableArgument_saysWhatIsAccepted(String argument, String message) {
        assertThatThrownBy(() -> Options.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
