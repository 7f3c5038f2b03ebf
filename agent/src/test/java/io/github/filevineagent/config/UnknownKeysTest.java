package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    private static final String ACCEPTED = "; accepted: the keys that 'java -jar filevine-agent.jar properties' prints";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "filevine.patt,             filevine.pat",
        "filevine.pat_file,         filevine.pat-file",
        "filevine.patFile,          filevine.pat-file",
        "filevine.PAT-FILE,         filevine.pat-file",
        "filevine.clientid,         filevine.client-id",
        "filevine.gateway-host,     filevine.gateway-hosts",
        "filevine.token-wiat,       filevine.token-wait",
        "filevine.configfile,       filevine.config-file",
        "filevine.enable,           filevine.enabled",
        "filevine.loglevel,         filevine.log-level",
        "filevine.profile,          filevine.profiles",
        "filevine.client.id,        filevine.client-id",
        "filevine.profile.a.patt,   filevine.profile.a.pat",
        "filevine.profile.a.a.pat,  filevine.profile.a.pat",
    })
    void systemProperty_closeToAKnownOne_isAProblemThatSuggestsIt(String key, String nearest) {
        GivenSettings given = withProfileA().property(key, "the-value");

        assertThat(given.problems())
                .containsExactly(
                        key + " (system property): is no known key (did you mean " + nearest + "?)" + ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filevine.base-url",
                "filevine.path",
                "filevine.port",
                "filevine.client",
                "filevine.token",
                "filevine.connection-timeout",
                "filevine.profile.active.theme",
                "filevine.",
            })
    void systemProperty_closeToNone_isTheApplicationsAndAWarning(String key) throws ConfigException {
        GivenSettings given = GivenSettings.valid().property(key, "the-value");

        assertThat(given.read().warnings())
                .containsExactly(key + ": no setting of the agent has this name, which it leaves to the application;"
                        + " 'java -jar filevine-agent.jar properties' prints its own");
    }

    @Test
    void systemProperties_closeToNone_areOneWarning() throws ConfigException {
        GivenSettings given = GivenSettings.valid();
        for (int i = 10; i < 22; i++) {
            given.property("filevine.own" + i, "x");
        }

        assertThat(given.read().warnings())
                .containsExactly("filevine.own10, filevine.own11, filevine.own12, filevine.own13, filevine.own14,"
                        + " filevine.own15, filevine.own16, filevine.own17, filevine.own18, filevine.own19 and 2 more: no"
                        + " settings of the agent have these names, which it leaves to the application; 'java -jar"
                        + " filevine-agent.jar properties' prints its own");
    }

    @Test
    void systemProperty_controlCharacters_stayOnOneLine() throws ConfigException {
        assertThat(GivenSettings.valid()
                        .property("filevine.a\n[filevine-agent] b", "x")
                        .read()
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("filevine.a?[filevine-agent] b: no setting");
    }

    @Test
    void systemProperty_closeToNone_isAHintWhereThereIsAProblem() {
        GivenSettings given = GivenSettings.none().property("filevine.token", "x");

        assertThat(given.failure().problems()).extracting(Problem::key).containsExactly("filevine.pat-file");
        assertThat(given.failure().hints()).singleElement().asString().startsWith("filevine.token: no setting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"filevine.profile.a.theme", "filevine.profile.a."})
    void profile_keyCloseToNone_isAProblem(String key) {
        assertThat(withProfileA().property(key, "x").problems())
                .containsExactly(key + " (system property): is no known key" + ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filevineX", "Filevine.pat", "com.filevine.pat", "filevine"})
    void systemProperty_withoutPrefix_isTheApplications(String key) throws ConfigException {
        assertThat(GivenSettings.valid().property(key, "x").read().profiles()).hasSize(1);
    }

    @Test
    void environment_unknown_isNoProblem() throws ConfigException {
        assertThat(GivenSettings.valid()
                        .environment("FILEVINE_PATT", "x")
                        .environment("FILEVINE_PROFILE_X_PAT", "x")
                        .read()
                        .profiles())
                .hasSize(1);
    }

    @Test
    void profile_agentsSetting_saysWhoseItIs() {
        GivenSettings given = withProfileA().property("filevine.profile.a.token-wait", "1s");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.profile.a.token-wait (system property): is no setting of a profile; accepted:"
                                + " filevine.token-wait, for all of them");
    }

    @Test
    void profile_notListed_isReportedOnce() throws IOException {
        Path file = write("filevine.profile.b.scope = x");
        GivenSettings given = withProfileA()
                .property("filevine.config-file", file.toString())
                .property("filevine.profile.b.pat", "x")
                .property("filevine.profile.b.region", "ca");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.profile.b (system property): is no profile of filevine.profiles, which names a;"
                                + " accepted: the profiles that are named there");
    }

    @Test
    void profile_noneListed_saysSo() {
        GivenSettings given = GivenSettings.valid().property("filevine.profile.b.pat", "x");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.profile.b (system property): is no profile of filevine.profiles, which names none;"
                                + " accepted: the profiles that are named there");
    }

    @Test
    void configFile_unknownKey_suggestsNearest() throws IOException {
        Path file = write("filevine.reigon = us");
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly("filevine.reigon (file " + file + "): is no known key (did you mean filevine.region?)"
                        + ACCEPTED);
    }

    @Test
    void configFile_keyCloseToNone_isAProblem() throws IOException {
        Path file = write("filevine.base-url = x");
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly("filevine.base-url (file " + file + "): is no known key" + ACCEPTED);
    }

    @Test
    void configFile_keyWithoutPrefix_suggestsPrefix() throws IOException {
        Path file = write("pat-file = /run/secrets/pat");
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly("pat-file (file " + file
                        + "): does not begin with filevine. (did you mean filevine.pat-file?)" + ACCEPTED);
    }

    @Test
    void configFile_isTheSecretsFile_showsNothingOfIt() throws IOException {
        Path file = write("TOP-secret-PAT");
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", file.toString());

        assertThat(given.problems())
                .containsExactly(
                        "a key that is not shown (file " + file + "): does not begin with filevine." + ACCEPTED);
    }

    @Test
    void severalUnknown_areSorted() {
        GivenSettings given = GivenSettings.valid()
                .property("filevine.regiom", "x")
                .property("filevine.regions", "x")
                .property("filevine.jmmx", "x");

        assertThat(given.failure().problems())
                .extracting(Problem::key)
                .containsExactly("filevine.jmmx", "filevine.regiom", "filevine.regions");
    }

    private static GivenSettings withProfileA() {
        return GivenSettings.valid()
                .property("filevine.profiles", "a")
                .property("filevine.profile.a.region", "ca")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("agent.properties"), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region=ca | -Dfilevine.region=...",
                "filevine.region=ca | -Dfilevine.region=...",
                "region=ca,pat=s3cret | -Dfilevine.region=... -Dfilevine.pat=...",
                "debug | -Dfilevine.pat-file=...",
                "s3cret | -Dfilevine.pat-file=...",
            })
    void read_agentArguments_namesThePropertyToUse(String arguments, String advice) {
        ConfigException e = catchThrowableOfType(
                ConfigException.class, () -> new ConfigReader(propertiesWithPat(), Map.of()).read(arguments));

        assertThat(e.problems())
                .hasToString(
                        "[agent arguments (-javaagent:...=...): are not used; accepted: system properties before -jar: "
                                + advice + "]");
        assertThat(e.getMessage()).doesNotContain("s3cret");
        assertThat(e.abort()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"''", "' '"})
    void read_blankAgentArguments_areNone(String arguments) throws ConfigException {
        assertThat(new ConfigReader(propertiesWithPat(), Map.of())
                        .read(arguments)
                        .profiles())
                .hasSize(1);
    }

    @Test
    void read_noAgentArguments_isNoProblem() throws ConfigException {
        assertThat(new ConfigReader(propertiesWithPat(), Map.of()).read(null).profiles())
                .hasSize(1);
    }

    private static Properties propertiesWithPat() {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "a-pat");
        return properties;
    }
}
