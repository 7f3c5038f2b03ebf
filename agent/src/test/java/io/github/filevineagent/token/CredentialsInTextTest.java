package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialsInTextTest {
    private static final String PLAIN = "s3cr3t-value";

    static List<Object> holders() throws ExchangeException {
        ExchangeSettings settings = SettingsBuilder.at("https://identity.filevine.test/connect/token")
                .build();
        return List.of(
                settings,
                Credentials.read(settings),
                new Credentials.FormBody().add("token", PLAIN),
                new IssuedToken(Secret.of(PLAIN), Duration.ofMinutes(20), "scope"),
                new PatExchange(settings));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void toString_whateverHoldsACredential_neverShowsIt(Object holder) {
        assertThat(holder.toString())
                .isNotEmpty()
                .doesNotContain(PLAIN)
                .doesNotContain(SettingsBuilder.PAT)
                .doesNotContain(SettingsBuilder.CLIENT_SECRET);
    }
}
