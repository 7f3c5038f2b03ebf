package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a secret is misplaced, nothing that is shown has it. */
class RedactionTest {
    private static final String SECRET = "5ECRET5ECRET5ECRET5ECRET";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filevine.pat",
                "filevine.pat-file",
                "filevine.client-secret",
                "filevine.client-secret-file",
                "filevine.config-file",
                "filevine.patt",
                "filevine.secret",
                "filevine.profile.a.pat",
                "filevine.profile.a.pat-file",
                "filevine.profile.a.client-secret",
                "filevine.profile.a.patt",
                "filevine.profile.unlisted.pat",
                "filevine.token",
            })
    void secret_underAnyKey_isNotShown(String key) throws IOException {
        for (String profiles : new String[] {"a", "a,a", ""}) {
            GivenSettings given = GivenSettings.none()
                    .property("filevine.profiles", profiles)
                    .property("filevine.token-wait", "invalid")
                    .property(key, SECRET);
            assertThat(given.everythingShown()).isNotEmpty().doesNotContain(SECRET);
        }
        Path file = Files.writeString(directory.resolve("agent.properties"), key + "=" + SECRET);
        GivenSettings given = GivenSettings.none().property("filevine.config-file", file.toString());
        assertThat(given.everythingShown()).isNotEmpty().doesNotContain(SECRET);
    }

    @Test
    void secret_inValidConfiguration_isNotShown() throws IOException {
        Path file = Files.writeString(directory.resolve("client-secret"), SECRET);
        GivenSettings given = GivenSettings.none()
                .property("filevine.pat", SECRET)
                .property("filevine.client-id", "c")
                .property("filevine.client-secret-file", file.toString());

        assertThat(given.everythingShown()).contains("file " + file).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, SECRET + "\n" + SECRET, "filevine.pat\n" + SECRET})
    void secret_inConfigFile_isNotShown(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), content);
        GivenSettings given = GivenSettings.none().property("filevine.config-file", file.toString());

        assertThat(given.everythingShown()).isNotEmpty().doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "filevine.identity-url,  https://user:5ECRET5ECRET5ECRET5ECRET@id.example.com",
        "filevine.gateway-hosts, https://user:5ECRET5ECRET5ECRET5ECRET@api.example.com",
        "filevine.gateway-hosts, 'a.example.com, user:5ECRET5ECRET5ECRET5ECRET@api.example.com'",
    })
    void password_inAddress_isNotShown(String key, String value) {
        assertThat(GivenSettings.valid().property(key, value).everythingShown())
                .contains("***")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "identity-url,  https://user:password@id.example.com, ***",
        "identity-url,  https://id.example.com,               https://id.example.com",
        "gateway-hosts, user:password@api.example.com,        ***",
        "pat-file,      5ECRET5ECRET5ECRET5ECRET,             ***",
        "pat,           pat,                                  ***",
        "client-id,     5ECRET5ECRET5ECRET5ECRET,             5ECRET5ECRET5ECRET5ECRET",
    })
    void display_anySetting_masksJustWhatMayBeSecret(String suffix, String text, String shown) {
        Setting<?> setting = Objects.requireNonNull(Setting.withSuffix(suffix));

        assertThat(Redaction.display(setting, text)).isEqualTo(shown);
    }

    @Test
    void quote_longText_isCutBehind100Characters() {
        assertThat(Redaction.quote("x".repeat(100))).isEqualTo("'" + "x".repeat(100) + "'");
        assertThat(Redaction.quote("x".repeat(101))).isEqualTo("'" + "x".repeat(100) + "...'");
    }

    @ParameterizedTest
    @CsvSource({
        "5ECRET5ECRET5ECRET5ECRET,                      true",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJzdWIi.c2ln,    true",
        "filevine-production.properties,                false",
        "pat,                                           false",
        "A2345678901234567890,                          true",
        "A234567890123456789,                           false",
        "/5ECRET5ECRET5ECRET5ECRET,                     false",
        "/run/secrets/5ECRET5ECRET5ECRET5ECRET,         false",
        "secrets/5ECRET5ECRET5ECRET5ECRET,              false",
        "C:\\5ECRET5ECRET5ECRET5ECRET,                  false",
    })
    void looksLikeCredential_missingFile_isToldByItsName(String path, boolean credential) {
        assertThat(Redaction.looksLikeCredential(path)).isEqualTo(credential);
    }
}
