package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with something wrong: each is one line, said once, and hurts nobody. */
class ProfilesDirectoryProblemsTest extends ProfilesDirectoryFixture {
    private static final String KEYS = "region, identity-url, gateway-hosts, pat, pat-file, client-id, client-secret,"
            + " client-secret-file, scope, org-id, user-id";
    private static final String FILE = "a Java properties file in UTF-8 of at most 1024 KiB";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                    | pat-file (file FILE): profile smith has no Personal Access Token; accepted: pat-file"
                        + " with a file that holds it, or pat with the token itself",
                "# all of it is commented | pat-file (file FILE): profile smith has no Personal Access Token; accepted:"
                        + " pat-file with a file that holds it, or pat with the token itself",
                "pat=p;reigon=ca         | reigon (file FILE): is no known key (did you mean region?); accepted: KEYS",
                "pat=p;org_id=7          | org_id (file FILE): is no known key (did you mean org-id?); accepted: KEYS",
                "pat=p;Org-Id=7          | Org-Id (file FILE): is no known key (did you mean org-id?); accepted: KEYS",
                "pat=p;filevine.org-id=7 | filevine.org-id (file FILE): is no known key (did you mean org-id?); accepted: KEYS",
                "pat=p;filevine.profile.smith.org-id=7 | filevine.profile.smith.org-id (file FILE): is no known key (did you"
                        + " mean org-id?); accepted: KEYS",
                "pat=p;token-wait=1s     | token-wait (file FILE): is no setting of a profile; accepted:"
                        + " filevine.token-wait, for all of them",
                "pat=p;colour=red        | a key that is not shown (file FILE): is no known key; accepted: KEYS",
                "pat=p;org-id=7;org-id=8 | org-id (file FILE): is there more than once; accepted: each key once",
                "pat=p;region=mars       | region (file FILE): 'mars' is none of the choices; accepted: us, ca or cjis",
                "pat=p;org-id=7,8        | org-id (file FILE): '7,8' has a comma, which would make it several; accepted: the"
                        + " identifier in printable ASCII without spaces and commas, or auto",
                "pat=p;gateway-hosts=    | gateway-hosts (file FILE): is blank; accepted: HOSTS",
                "pat=p;scope=\\u12       | profile smith (file FILE): has a \\u that is not followed by four hexadecimal digits"
                        + " (write a backslash as \\\\); accepted: PROPERTIES",
                "pat=p;pat-file=/x       | pat (file FILE): is set, and so is pat-file (file FILE); accepted: one of the two;"
                        + " the file is safer",
                "pat-file=/missing       | pat-file (file FILE): /missing does not exist; accepted: the path of a file of"
                        + " at most 64 KiB with nothing but the secret; the secret itself goes into pat",
                "pat=p;client-secret=s   | client-secret (file FILE): is set, but client-id is not; accepted: both of them, or"
                        + " neither",
            })
    void look_somethingWrong_isOneLineAndTheProfileGoesOn(String text, String problem) throws IOException {
        String expected = problem.replace("FILE", "DIR/smith.properties")
                .replace("KEYS", KEYS)
                .replace("HOSTS", HostPatternParser.ACCEPTED)
                .replace("PROPERTIES", FILE);

        assertOneLineEach(text.replace(';', '\n').getBytes(StandardCharsets.UTF_8), expected);
    }

    @Test
    void look_noText_isOneLineAndTheProfileGoesOn() throws IOException {
        String expected = "profile smith (file DIR/smith.properties): is %s; accepted: " + FILE;

        assertOneLineEach(new byte[] {'p', 'a', 't', '=', (byte) 0xc3}, String.format(expected, "not UTF-8 text"));
        assertOneLineEach("pat=p".getBytes(StandardCharsets.UTF_16), String.format(expected, "not UTF-8 text"));
        assertOneLineEach(new byte[4096], String.format(expected, "no text, but binary"));
        assertOneLineEach(new byte[1024 * 1024 + 1], String.format(expected, "larger than 1024 KiB"));
        assertOneLineEach(new byte[5 * 1024 * 1024], String.format(expected, "larger than 1024 KiB"));
    }

    /** First without an earlier version and then with one; mended each time. */
    private void assertOneLineEach(byte[] wrong, String problem) throws IOException {
        Path file = directory.file("smith");
        directory.firm("jones", "8");
        Files.write(file, wrong);
        directory.look().look();
        directory.pass(60);
        directory.look();
        assertThat(directory.organisations()).isEqualTo("jones=8");
        assertThat(directory.news())
                .contains("warn: " + problem + ". There is no profile from it until that is mended.")
                .filteredOn(line -> !line.contains("new profiles: jones"))
                .hasSize(1);
        directory.firm("smith", "7");
        ProfileConfig smith = directory.look().profiles().get("smith");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: new profiles: smith.",
                        "filevine.profiles-dir: nothing is wrong any more with DIR/smith.properties.");

        Files.write(file, wrong);
        directory.look().look();
        directory.pass(60);
        directory.look();
        assertThat(directory.profiles().get("smith")).isSameAs(smith);
        assertThat(directory.news()).containsExactly("warn: " + problem + ". The profile goes on as it was before.");

        directory.firm("smith", "7");
        directory.look().look();
        assertThat(directory.profiles().get("smith")).isSameAs(smith);
        assertThat(directory.news())
                .containsExactly("filevine.profiles-dir: nothing is wrong any more with DIR/smith.properties.");
        Files.delete(file);
        directory.look();
        directory.news();
    }

    @Test
    void look_severalProblems_areOneLineWithTheFirst() throws IOException {
        directory.write("smith", "pat=p\nregion=mars\norg-id=7,8\nreigon=us");

        directory.look();

        assertThat(directory.news())
                .singleElement()
                .asString()
                .startsWith("warn: region (file DIR/smith.properties): 'mars' is none of the choices")
                .contains("us, ca or cjis (and 2 more, which 'check' shows). There is no profile");
        assertThat(directory.directory().problems().get("smith"))
                .extracting(Problem::key)
                .containsExactly("region", "org-id", "reigon");
    }

    @Test
    void look_otherMistakeInItsPlace_isSaid() throws IOException {
        directory.write("smith", "pat=p\nregion=mars");
        directory.look();
        directory.news();

        directory.write("smith", "pat=p\nregion=venus");
        directory.look();

        assertThat(directory.news()).singleElement().asString().contains("'venus' is none of the choices");
    }

    @Test
    void look_otherFilesThanRegularOnes_areOneLineEach() throws IOException {
        Files.createDirectory(directory.file("directory"));
        Files.createSymbolicLink(directory.file("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(directory.file("circle"), Path.of("circle.properties"));

        directory.look().look();

        List<String> news = directory.news();
        assertThat(news).hasSize(3).allMatch(line -> line.startsWith("warn: profile "));
        assertThat(news.get(0)).startsWith("warn: profile circle (file DIR/circle.properties): can't be read (");
        assertThat(news.get(1)).contains("is a link to a file that does not exist; accepted: ");
        assertThat(news.get(2)).contains("is not a file; accepted: ");
        assertThat(directory.profiles()).isEmpty();
    }

    /** To open it would hang. */
    @Test
    void look_namedPipe_isNotOpened() throws Exception {
        Fifo.at(directory.file("pipe"));
        directory.firm("jones", "8");

        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=8");
        assertThat(directory.news().get(1)).contains("profile pipe (file DIR/pipe.properties): is not a file");
    }

    @ParameterizedTest
    @CsvSource({
        "default, is the name of the profile that the keys without profile.NAME. describe",
        "Default, is the name of the profile that the keys without profile.NAME. describe",
        "a b,     has a character that the name of a profile can't have",
        "a.b,     has a character that the name of a profile can't have",
    })
    void look_nameOfFileThatIsNoName_isOneLine(String name, String wrong) throws IOException {
        directory.firm(name, "7");

        directory.look().look();

        assertThat(directory.profiles()).isEmpty();
        assertThat(directory.news())
                .containsExactly(
                        "warn: profile " + name + " (file DIR/" + name + ".properties): '" + name + "' " + wrong
                                + "; accepted: files called NAME.properties, with a name of letters, digits, - and _. There is no"
                                + " profile from it until that is mended.");
    }

    @Test
    void look_secretInPlaceOfSettings_isNotShown() throws IOException {
        directory.write("a", "TOP-secret-PAT");
        directory.write("b", "pat=TOP-secret-PAT\npatt=TOP-secret-PAT\nTOP-secret-PAT=pat");
        directory.write("c", "pat-file=TOPsecretPATwithManyLetters");
        directory.write("d", "pat=TOP-secret-PAT\nidentity-url=https://a:TOP-secret-PAT@id.example.com");
        directory.write("e", "pat=TOP-secret-PAT\\u");
        directory.write("f", "pat=TOP-secret-PAT\u0000");

        directory.look();

        assertThat(directory.news()).hasSize(6).noneMatch(line -> line.contains("TOP"));
        assertThat(directory.directory().problems().toString()).doesNotContain("TOP");
    }

    /** The file with the secret comes after the file that names it, as from another volume. */
    @Test
    void look_secretThatComesLater_isTakenWithoutAnotherChange() throws IOException {
        Path pat = temporary.resolve("pat");
        directory.write("smith", "org-id=7\npat-file=" + pat);
        directory.look().look();
        assertThat(directory.news()).singleElement().asString().contains(pat + " does not exist");

        Files.writeString(pat, "pat-of-smith");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("smith=7");
        assertThat(directory.news()).contains("filevine.profiles-dir: new profiles: smith.");
    }

    /** It may be in order when it is needed: the exchange reads it again. */
    @Test
    void look_secretsThatHang_areTakenAtTheirWordAfterASecondForAll() throws Exception {
        Path fifo = Fifo.at(temporary.resolve("fifo"));
        for (String name : List.of("a", "b", "c")) {
            directory.write(name, "pat-file=" + fifo + "\norg-id=" + name);
        }

        directory.look().look();

        assertThat(directory.organisations()).isEqualTo("a=a b=b c=c");
        assertThat(directory.news())
                .as("the others were not even tried")
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("warn: DIR/a.properties: pat-file: " + fifo + " has not answered for ")
                                .endsWith(" The application does not wait for it any longer, and has no token before it"
                                        + " can be read"),
                        line -> assertThat(line).isEqualTo("filevine.profiles-dir: new profiles: a, b, c."));
    }

    @Test
    void look_manyFilesWithProblems_areToldBitByBit() throws IOException {
        for (int i = 0; i < 50; i++) {
            directory.write("firm-" + (i + 10), "");
        }

        assertThat(directory.look().news()).hasSize(20);
        assertThat(directory.look().news()).hasSize(20);
        assertThat(directory.look().news()).hasSize(10);
        assertThat(directory.look().news()).isEmpty();
    }

    @Test
    void look_brokenFileThatIsRemoved_leavesNothing() throws IOException {
        directory.write("smith", "");
        directory.look();
        directory.news();

        Files.delete(directory.file("smith"));
        directory.look();

        assertThat(directory.directory().problems()).isEqualTo(Map.of());
        assertThat(directory.news())
                .filteredOn(line -> !line.contains("NAME.properties"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void read_blankDirectory_isProblem(String value) {
        assertThat(GivenSettings.none().property("filevine.profiles-dir", value).problems())
                .containsExactly(
                        "filevine.profiles-dir (system property): is blank; accepted: the path of a directory with a"
                                + " Java properties file for each profile");
    }

    @Test
    void read_secretInPlaceOfDirectory_isProblemThatDoesNotShowIt() {
        assertThat(GivenSettings.none()
                        .property("filevine.profiles-dir", "TOPsecretPATwithManyLetters")
                        .problems())
                .containsExactly(
                        "filevine.profiles-dir (system property): names no directory and looks like a secret, so it"
                                + " is not shown; accepted: the path of a directory with a Java properties file for each profile");
    }

    @Test
    void read_directoryWithoutPat_hasNoDefaultProfile() throws ConfigException {
        AgentConfig config = GivenSettings.none()
                .property("filevine.profiles-dir", "/no/such/directory")
                .property("filevine.org-id", "1")
                .read();

        assertThat(config.profiles()).isEmpty();
        assertThat(config.profilesDirectory()).isEqualTo("/no/such/directory");
        assertThat(config.warnings())
                .containsExactly(
                        "filevine.org-id is not used: without filevine.pat-file there is no default profile, and"
                                + " the others do not inherit it");
    }

    @Test
    void read_directoryWithPat_hasADefaultProfile() throws ConfigException {
        AgentConfig config = GivenSettings.valid()
                .property("filevine.profiles-dir", "/no/such/directory")
                .read();

        assertThat(config.profiles()).extracting(ProfileConfig::name).containsExactly("default");
    }
}
