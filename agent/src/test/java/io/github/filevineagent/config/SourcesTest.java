package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several values holds. */
class SourcesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "true,  true,  true,  from-property,    system property",
        "true,  true,  false, from-property,    system property",
        "true,  false, true,  from-property,    system property",
        "true,  false, false, from-property,    system property",
        "false, true,  true,  from-environment, environment variable FILEVINE_CLIENT_ID",
        "false, true,  false, from-environment, environment variable FILEVINE_CLIENT_ID",
        "false, false, true,  from-file,        file",
        "false, false, false, none,             default",
    })
    void precedence_severalSources_firstHolds(
            boolean property, boolean environment, boolean file, String value, String source) throws IOException {
        GivenSettings given = GivenSettings.valid();
        Path path = write(file ? "filevine.client-id=from-file" : "");
        given.property("filevine.config-file", path.toString());
        if (property) {
            given.property("filevine.client-id", "from-property");
        }
        if (environment) {
            given.environment("FILEVINE_CLIENT_ID", "from-environment");
        }

        String shownSource = source.equals("file") ? "file " + path : source;
        assertThat(given.reader().effectiveSettings())
                .extracting(EffectiveSetting::toString)
                .contains("filevine.client-id = " + value + " (" + shownSource + ")");
    }

    @Test
    void precedence_blankProperty_doesNotFallBackToEnvironment() {
        GivenSettings given =
                GivenSettings.valid().property("filevine.region", " ").environment("FILEVINE_REGION", "ca");

        assertThat(given.problems())
                .containsExactly("filevine.region (system property): is blank; accepted: us, ca or cjis");
    }

    @Test
    void configFile_namedByEnvironment_isRead() throws Exception {
        Path file = write("filevine.region = ca\nfilevine.pat: from-file\n");
        ProfileConfig profile = GivenSettings.none()
                .environment("FILEVINE_CONFIG_FILE", file.toString())
                .readProfile();

        assertThat(profile.region()).isEqualTo(Region.CA);
        assertThat(profile.pat().read().reveal()).isEqualTo("from-file");
    }

    @Test
    void configFile_namedTwice_propertyHolds() throws Exception {
        Path file = write("filevine.region = ca");
        ProfileConfig profile = GivenSettings.valid()
                .environment("FILEVINE_CONFIG_FILE", "/no/such/file")
                .property("filevine.config-file", file.toString())
                .readProfile();

        assertThat(profile.region()).isEqualTo(Region.CA);
    }

    @Test
    void configFile_utf8WithByteOrderMark_isReadAsUtf8() throws Exception {
        Path file = write("\uFEFFfilevine.client-id = bücher-例え\n");
        ProfileConfig profile = GivenSettings.valid()
                .property("filevine.config-file", file.toString())
                .readProfile();

        assertThat(profile.clientId()).isEqualTo("bücher-例え");
    }

    @Test
    void configFile_enabledFalse_isDisabled() throws Exception {
        Path file = write("filevine.enabled = false");

        assertThat(GivenSettings.none()
                        .property("filevine.config-file", file.toString())
                        .reader()
                        .enabled())
                .isFalse();
    }

    @Test
    void configFile_missing_isProblem() {
        GivenSettings given = GivenSettings.valid().environment("FILEVINE_CONFIG_FILE", "/no/such/file");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.config-file (environment variable FILEVINE_CONFIG_FILE): /no/such/file does not"
                                + " exist; accepted: the path of a Java properties file in UTF-8");
    }

    @Test
    void configFile_directory_isProblem() {
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", directory.toString());

        assertThat(given.problems())
                .containsExactly("filevine.config-file (system property): " + directory
                        + " is a directory; accepted: the path of a Java properties file in UTF-8");
    }

    @Test
    void configFile_blank_isProblem() {
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", "");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.config-file (system property): is blank; accepted: the path of a Java properties"
                                + " file in UTF-8");
    }

    @Test
    void configFile_latin1_isProblem() throws IOException {
        Path file = directory.resolve("latin1.properties");
        Files.write(file, new byte[] {'a', '=', (byte) 0xfc, '\n'});
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly("filevine.config-file (system property): " + file
                        + " is not UTF-8 text; accepted: the path of a Java properties file in UTF-8");
    }

    @Test
    void configFile_incompleteEscape_isProblem() throws IOException {
        Path file = write("filevine.pat-file = C:\\users\\me\\pat");
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly("filevine.config-file (system property): " + file
                        + " has a \\u that is not followed by four hexadecimal digits (write a backslash as \\\\);"
                        + " accepted: the path of a Java properties file in UTF-8");
    }

    @Test
    void configFile_namesAnother_isProblem() throws IOException {
        Path file = write("filevine.config-file = /etc/other.properties");
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly("filevine.config-file (file " + file
                        + "): can't be set in the file that it names; accepted: a system property, or the environment"
                        + " variable FILEVINE_CONFIG_FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "filevine.pat-file,                FILEVINE_PAT_FILE",
        "filevine.client-secret-file,      FILEVINE_CLIENT_SECRET_FILE",
        "filevine.profile.my-firm.pat,     FILEVINE_PROFILE_MY_FIRM_PAT",
        "filevine.profile.Firm_2.org-id,   FILEVINE_PROFILE_FIRM_2_ORG_ID",
    })
    void environmentName_key_isUpperCaseWithUnderscores(String key, String name) {
        assertThat(Sources.environmentName(key)).isEqualTo(name);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("agent.properties"), text);
    }
}
