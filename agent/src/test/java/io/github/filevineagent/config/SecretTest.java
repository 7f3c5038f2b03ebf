package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String PLAIN = "s3cr3t-value";

    static List<Object> holders() throws ConfigException {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", PLAIN);
        properties.setProperty("filevine.client-id", "client");
        properties.setProperty("filevine.client-secret", PLAIN);
        ConfigReader reader = new ConfigReader(properties, Map.of());
        AgentConfig config = reader.read(null);
        ProfileConfig profile = config.profiles().get(0);
        return List.of(
                Secret.of(PLAIN),
                SecretSource.inline(Secret.of(PLAIN)),
                SecretSource.file(new File("/run/secrets/pat")),
                config,
                config.warnings(),
                profile,
                profile.pat(),
                String.valueOf(profile.clientSecret()),
                reader);
    }

    @Test
    void equals_sameText_isTrueOfNothingElse() {
        assertThat(Secret.of(PLAIN)).isEqualTo(Secret.of(PLAIN)).hasSameHashCodeAs(Secret.of(PLAIN));
        assertThat(Secret.of(PLAIN)).isNotEqualTo(Secret.of("other")).isNotEqualTo(PLAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"abc\" | begins with a quotation mark",
                "'abc' | begins with a quotation mark",
                "Bearer abc | begins with Bearer",
                "bearer abc | begins with Bearer",
                "FILEVINE_PAT=abc | begins with a name and =",
                "export PAT=abc | begins with a name and =",
                "filevine.pat = abc | begins with a name and =",
                "client-secret=abc= | begins with a name and =",
                "access_token=abc | begins with a name and =",
            })
    void oddity_whatIsCopiedAlong_isFound(String text, String oddity) {
        assertThat(Secret.of(text).oddity()).isEqualTo(oddity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "Bearerabc",
                "a\"b'",
                "aGVsbG8=",
                "QmFzZTY0cGF0==",
                "pat/1+2=3&4%5",
                "secret&=s",
                "=pat",
                "a1B2=c3D4"
            })
    void oddity_whatCanBeASecret_isNone(String text) {
        assertThat(Secret.of(text).oddity()).isNull();
    }

    @ParameterizedTest
    @MethodSource("holders")
    void toString_whateverHoldsASecret_neverShowsIt(Object holder) {
        assertThat(holder.toString()).isNotEmpty().doesNotContain(PLAIN);
    }
}
