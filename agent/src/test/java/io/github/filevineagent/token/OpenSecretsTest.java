package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.ProfilesDirectory;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSecretsTest {
    private Path directory = Path.of("");
    private final Properties properties = new Properties();

    @BeforeEach
    void makeDirectory() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews())
                .as("permissions of files are as on Unix")
                .contains("posix");
        directory = Files.createTempDirectory("open-secrets");
        permit(directory, "rwxr-xr-x");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        for (String name : List.of("pat", "secret", "firms/smith.properties", "firms")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }

    @Test
    void run_filesThatOthersMayRead_namesThem() throws Exception {
        Path pat = write("pat", "rw-r--r--");
        Path secret = write("secret", "r--r--r--");
        properties.setProperty("filevine.pat-file", pat.toString());
        properties.setProperty("filevine.client-id", "c");
        properties.setProperty("filevine.client-secret-file", secret.toString());

        assertThat(warnings())
                .containsExactly("any user of this machine may read " + pat + ", " + secret
                        + ", and with it a secret: let only the application's user read it (chmod 400, chown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rw-r-----"})
    void run_fileThatOthersMayNotRead_isSilent(String permissions) throws Exception {
        properties.setProperty("filevine.pat-file", write("pat", permissions).toString());

        assertThat(warnings()).isEmpty();
    }

    @Test
    void run_fileInADirectoryThatOthersMayNotEnter_isSilent() throws Exception {
        properties.setProperty("filevine.pat-file", write("pat", "rw-r--r--").toString());
        permit(directory, "rwxr-x---");

        assertThat(warnings()).isEmpty();
    }

    @Test
    void run_secretsGivenInline_isSilent() throws Exception {
        properties.setProperty("filevine.pat", "pat");

        assertThat(warnings()).isEmpty();
    }

    @Test
    void run_secretInTheFileOfAProfile_namesThatFile() throws Exception {
        Path firms = Files.createDirectory(directory.resolve("firms"));
        permit(firms, "rwxr-xr-x");
        Path file = write("firms/smith.properties", "rw-r--r--");
        Files.writeString(file, "pat=p\norg-id=7");
        ProfilesDirectory profiles = new ProfilesDirectory(firms.toString(), List.of(), null);
        long inAnHour = System.currentTimeMillis() + 3_600_000;
        assertThat(profiles.look(inAnHour, 0)).isFalse();

        assertThat(warnings(profiles.profiles())).singleElement().asString().contains(" may read " + file + ", ");
    }

    private List<String> warnings() throws Exception {
        return warnings(new ConfigReader(properties, Map.of()).read().profiles());
    }

    private static List<String> warnings(List<ProfileConfig> profiles) {
        OpenSecrets secrets = new OpenSecrets(profiles);
        secrets.run();
        return secrets.warnings();
    }

    private Path write(String name, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "secret");
        permit(file, permissions);
        return file;
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
