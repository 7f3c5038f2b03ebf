package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistypedNamesTest {

    @ParameterizedTest
    @CsvSource({
        "FILEVINE_REGOIN,            FILEVINE_REGION",
        "FILEVINE_CLIENTID,          FILEVINE_CLIENT_ID",
        "FILEVINE_PATT,              FILEVINE_PAT",
        "filevine_region,            FILEVINE_REGION",
        "filevine.region,            FILEVINE_REGION",
        "FILEVINE_PAT-FILE,          FILEVINE_PAT_FILE",
        "FILE_VINE_REGION,           FILEVINE_REGION",
        "FILVINE_REGION,             FILEVINE_REGION",
        "FILEVNIE_REGION,            FILEVINE_REGION",
        "FILEVINE_PROFILE_A_REGOIN,  FILEVINE_PROFILE_A_REGION",
        "FILEVINE_PROFILE_A_B_SCOPES, FILEVINE_PROFILE_A_B_SCOPE",
    })
    void environment_closeToASetting_isAWarningThatSuggestsIt(String name, String meant) throws ConfigException {
        GivenSettings given = withProfiles().environment(name, "the-value");

        assertThat(given.read().warnings())
                .containsExactly("environment variable " + name + " is not read (did you mean " + meant + "?)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FILEVINE_REGION",
                "FILEVINE_PROFILE_A_REGION",
                "FILEVINE_PROFILE_A_B_CLIENT_ID",
                "FILEVINE_BASE_URL",
                "FILEVINE_PATH",
                "FILEVINE_PORT",
                "FILEVINE_HOME",
                "FILVINE_PATH",
                "FILEVINE",
                "FILES",
                "F",
                "FOO_REGION",
                "REGION",
                "AWS_REGION",
            })
    void environment_aSettingOrTheApplicationsOwn_isNoWarning(String name) throws ConfigException {
        assertThat(withProfiles().environment(name, "us").read().warnings()).isEmpty();
    }

    @Test
    void environment_unknownSettingOfAProfile_isAWarning() throws ConfigException {
        GivenSettings given = withProfiles().environment("FILEVINE_PROFILE_A_TOKEN_WAIT", "1s");

        assertThat(given.read().warnings())
                .containsExactly(
                        "environment variable FILEVINE_PROFILE_A_TOKEN_WAIT is not read: no setting of a profile"
                                + " has this name");
    }

    @Test
    void environment_profileThatIsNotNamed_isAWarning() throws ConfigException {
        assertThat(withProfiles()
                        .environment("FILEVINE_PROFILE_X_PAT", "x")
                        .read()
                        .warnings())
                .containsExactly(
                        "environment variable FILEVINE_PROFILE_X_PAT is not read: it is for none of the 2 profiles"
                                + " that filevine.profiles names");
        assertThat(GivenSettings.valid()
                        .environment("FILEVINE_PROFILE_X_PAT", "x")
                        .environment("FILEVINE_PROFILE_PICTURE", "x")
                        .environment("FILEVINE_PROFILE_PAT", "x")
                        .read()
                        .warnings())
                .containsExactly(
                        "environment variable FILEVINE_PROFILE_X_PAT is not read: it is for none of the profiles,"
                                + " as filevine.profiles names none");
    }

    /** Each variable of each of them is looked at, which must not be a look at all the others. */
    @Test
    @Timeout(60)
    void environment_thousandsOfProfiles_areReadInLinearTime() throws ConfigException {
        GivenSettings given = GivenSettings.valid();
        StringBuilder names = new StringBuilder("p0");
        for (int i = 0; i < 4000; i++) {
            names.append(i == 0 ? "" : ",p" + i);
            given.environment("FILEVINE_PROFILE_P" + i + "_PAT", "pat")
                    .environment("FILEVINE_PROFILE_P" + i + "_ORG_ID", "" + i)
                    .environment("FILEVINE_PROFILE_P" + i + "_REGION", "ca");
        }

        assertThat(given.property("filevine.profiles", names.toString()).read().warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "filvine.region,   filevine.region",
        "Filevine.region,  filevine.region",
        "FILEVINE_REGION,  filevine.region",
        "fielvine.scope,   filevine.scope",
    })
    void systemProperty_prefixMistyped_isAWarning(String name, String meant) throws ConfigException {
        assertThat(GivenSettings.valid().property(name, "ca").read().warnings())
                .containsExactly("system property " + name + " is not read (did you mean " + meant + "?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file.encoding", "filevines.reason", "fvine.region", "region"})
    void systemProperty_other_isNoWarning(String name) throws ConfigException {
        assertThat(GivenSettings.valid().property(name, "ca").read().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/opt/app.jar -Dfilevine.region=ca | -Dfilevine.region stands",
                "com.example.Main serve -Dfilevine.pat=TOP -Dfilevine.pat-file /x | -Dfilevine.pat -Dfilevine.pat-file stand",
                "app.jar -Dfilevine.pat TOP -Dfilevine.pat=TOP | -Dfilevine.pat stands",
            })
    void arguments_ofTheApplication_areAWarningThatShowsNoValue(String command, String said) throws ConfigException {
        GivenSettings given = GivenSettings.valid().property("sun.java.command", command);

        assertThat(given.read().warnings())
                .containsExactly(
                        said + " behind -jar or the main class, where it is an argument of the application, and"
                                + " not read: put it before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.jar", "-Dfilevine.jar", "app.jar x-Dfilevine.pat", "app.jar -Dfile.encoding=x", ""})
    void arguments_without_areNoWarning(String command) throws ConfigException {
        assertThat(GivenSettings.valid()
                        .property("sun.java.command", command)
                        .read()
                        .warnings())
                .isEmpty();
    }

    @Test
    void noPat_itStandsWhereNobodyReadsIt_isAProblemWithHints() {
        ConfigException failure = GivenSettings.none()
                .environment("FILEVINE_PAT_FIEL", "/run/secrets/pat")
                .property("sun.java.command", "app.jar -Dfilevine.pat-file=/run/secrets/pat")
                .failure();

        assertThat(failure.problems()).extracting(Problem::key).containsExactly("filevine.pat-file");
        assertThat(failure.hints())
                .containsExactly(
                        "environment variable FILEVINE_PAT_FIEL is not read (did you mean FILEVINE_PAT_FILE?)",
                        "-Dfilevine.pat-file stands behind -jar or the main class, where it is an argument of the"
                                + " application, and not read: put it before");
    }

    @Test
    void name_controlCharacters_stayOnOneLine() throws ConfigException {
        assertThat(GivenSettings.valid()
                        .property("Filevine.\nregion", "x")
                        .property("FILEVINE_REGION", "x")
                        .read()
                        .warnings())
                .allMatch(warning -> warning.indexOf('\n') < 0);
    }

    private static GivenSettings withProfiles() {
        return GivenSettings.valid()
                .property("filevine.profiles", "a, a-b")
                .property("filevine.profile.a.region", "ca")
                .property("filevine.profile.a-b.region", "cjis")
                .environment("FILEVINE_PROFILE_A_PAT", "pat-of-a")
                .environment("FILEVINE_PROFILE_A_B_PAT", "pat-of-a-b");
    }
}
