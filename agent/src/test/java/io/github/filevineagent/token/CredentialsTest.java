package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.filevineagent.config.SecretSource;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String URL = "https://identity.example/connect/token";

    @TempDir
    private Path directory;

    @Test
    void tokenRequest_client_hasAllFieldsEncoded() throws Exception {
        assertThat(requestOf(SettingsBuilder.at(URL)))
                .isEqualTo("grant_type=personal_access_token&token=pat%2F1%2B2%3D3%264%255+p%C3%A4t%E2%82%AC"
                        + "&scope=fv.api.gateway.access+filevine.v2.api.*"
                        + "&client_id=client-7&client_secret=secret%26%3Ds%C3%A9cret");
    }

    @Test
    void tokenRequest_noClient_hasNoClientFields() throws Exception {
        assertThat(requestOf(SettingsBuilder.at(URL).withoutClient())).doesNotContain("client_");
    }

    @Test
    void read_fileReplaced_hasItsNewContent() throws Exception {
        Path file = directory.resolve("pat");
        SettingsBuilder settings = SettingsBuilder.at(URL).pat(SecretSource.file(file.toFile()));
        Files.writeString(file, "old\n");
        assertThat(requestOf(settings)).contains("&token=old&");

        Files.writeString(file, "new\n");

        assertThat(requestOf(settings)).contains("&token=new&");
    }

    @Test
    void read_missingPatFile_isTransientAndNamesKeyAndFile() {
        File missing = directory.resolve("missing").toFile();
        ExchangeSettings settings =
                SettingsBuilder.at(URL).pat(SecretSource.file(missing)).build();

        ExchangeException failure = catchThrowableOfType(ExchangeException.class, () -> Credentials.read(settings));

        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(failure.reason()).isEqualTo("secret_unreadable");
        assertThat(failure).hasMessageContaining("filevine.pat-file").hasMessageContaining(missing.getPath());
    }

    @Test
    void read_missingClientSecretFile_namesTheProfilesKey() {
        ExchangeSettings settings = SettingsBuilder.at(URL)
                .profile("canada")
                .clientSecret(SecretSource.file(directory.resolve("missing").toFile()))
                .build();

        ExchangeException failure = catchThrowableOfType(ExchangeException.class, () -> Credentials.read(settings));

        assertThat(failure).hasMessageContaining("filevine.profile.canada.client-secret-file");
    }

    @Test
    void quote_ownSecrets_areMaskedPlainAndEncoded() throws Exception {
        String quote = credentials()
                .quote("token '" + SettingsBuilder.PAT + "' of " + Credentials.FormBody.encode(SettingsBuilder.PAT)
                        + " and " + SettingsBuilder.CLIENT_SECRET);

        assertThat(quote).isEqualTo("token '***' of *** and ***");
    }

    @Test
    void quote_controlAndForeignCharacters_becomeSpaces() throws Exception {
        assertThat(credentials().quote("a\r\n[filevine-agent]\u001b[31m \u00e4\u202eb~\u007f\t"))
                .isEqualTo("a  [filevine-agent] [31m   b~");
    }

    @Test
    void quote_longText_isCut() throws Exception {
        assertThat(credentials().quote("x".repeat(100_000))).hasSize(200);
    }

    private static Credentials credentials() throws ExchangeException {
        return Credentials.read(SettingsBuilder.at(URL).build());
    }

    private static String requestOf(SettingsBuilder builder) throws ExchangeException {
        ExchangeSettings settings = builder.build();
        return new String(Credentials.read(settings).tokenRequest(settings.scope()), StandardCharsets.US_ASCII);
    }
}
