package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderSecretsTest {
    private static final String PAT = "TOP-secret-PAT";
    private static final String ACCEPTED_PAT_FILE =
            "; accepted: the path of a file of at most 64 KiB with nothing but the secret; the secret itself goes into"
                    + " filevine.pat";

    @TempDir
    Path directory;

    @Test
    void patFile_readable_isReadAgainEachTime() throws Exception {
        Path file = write("  " + PAT + " \r\n");
        SecretSource source = GivenSettings.none()
                .property("filevine.pat-file", file.toString())
                .readProfile()
                .pat();
        assertThat(source.isFile()).isTrue();
        assertThat(source.read()).isEqualTo(Secret.of(PAT));

        write("rotated");

        assertThat(source.read()).isEqualTo(Secret.of("rotated"));
    }

    @Test
    void patFile_given_isNoWarning() throws Exception {
        GivenSettings given =
                GivenSettings.none().property("filevine.pat-file", write(PAT).toString());

        assertThat(given.read().warnings()).isEmpty();
    }

    @Test
    @Timeout(60)
    void patFile_thatHangs_isAWarningAndNoProblem() throws Exception {
        Path fifo = Fifo.at(directory.resolve("hanging"));
        GivenSettings given = GivenSettings.none()
                .property("filevine.pat-file", fifo.toString())
                .property("filevine.client-id", "c")
                .property("filevine.client-secret-file", fifo.toString());
        long start = System.nanoTime();

        AgentConfig config = given.read();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("two files cost what one does")
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
        assertThat(config.warnings()).hasSize(2);
        assertThat(config.warnings().get(0))
                .startsWith("filevine.pat-file: " + fifo + " has not answered for 5 s; its file system may hang.");
        assertThat(config.warnings().get(1)).startsWith("filevine.client-secret-file: " + fifo);
    }

    @Test
    @Timeout(60)
    void configFile_thatHangs_isAProblem() throws Exception {
        Path fifo = Fifo.at(directory.resolve("hanging"));
        GivenSettings given = GivenSettings.valid().property("filevine.config-file", fifo.toString());

        assertThat(given.problems())
                .singleElement()
                .asString()
                .startsWith("filevine.config-file (system property): " + fifo + " has not answered for 5 s");
    }

    @Test
    void pat_bySystemProperty_isOneWarning() throws ConfigException {
        GivenSettings given = GivenSettings.none().property("filevine.pat", PAT);

        assertThat(given.read().warnings())
                .containsExactly(
                        "filevine.pat is a system property, which other users of the machine can see in the list of"
                                + " processes; filevine.pat-file is safer");
    }

    @Test
    void clientSecret_bySystemProperty_isOneWarning() throws ConfigException {
        GivenSettings given =
                GivenSettings.valid().property("filevine.client-id", "c").property("filevine.client-secret", "s");

        assertThat(given.read().warnings())
                .containsExactly(
                        "filevine.client-secret is a system property, which other users of the machine can see in"
                                + " the list of processes; filevine.client-secret-file is safer");
    }

    @Test
    void pat_byEnvironmentOrConfigFile_isNoWarning() throws Exception {
        Path file = write("filevine.pat = " + PAT);

        assertThat(GivenSettings.valid().read().warnings()).isEmpty();
        assertThat(GivenSettings.none()
                        .property("filevine.config-file", file.toString())
                        .read()
                        .warnings())
                .isEmpty();
    }

    @Test
    void pat_both_isProblem() throws IOException {
        GivenSettings given = GivenSettings.none()
                .environment("FILEVINE_PAT", PAT)
                .property("filevine.pat-file", write(PAT).toString());

        assertThat(given.problems())
                .containsExactly("filevine.pat (environment variable FILEVINE_PAT): is set, and so is filevine.pat-file"
                        + " (system property); accepted: one of the two; the file is safer");
    }

    @Test
    void clientSecret_both_isProblem() throws IOException {
        GivenSettings given = GivenSettings.valid()
                .property("filevine.client-id", "c")
                .property("filevine.client-secret", "s")
                .property("filevine.client-secret-file", write("s").toString());

        assertThat(given.problems())
                .containsExactly(
                        "filevine.client-secret (system property): is set, and so is filevine.client-secret-file"
                                + " (system property); accepted: one of the two; the file is safer");
    }

    @Test
    void clientSecret_withoutClientId_isProblem() throws IOException {
        Path file = write("s");

        assertThat(GivenSettings.valid()
                        .environment("FILEVINE_CLIENT_SECRET", "s")
                        .problems())
                .containsExactly("filevine.client-secret (environment variable FILEVINE_CLIENT_SECRET): is set, but"
                        + " filevine.client-id is not; accepted: both of them, or neither");
        assertThat(GivenSettings.valid()
                        .property("filevine.client-secret-file", file.toString())
                        .problems())
                .containsExactly("filevine.client-secret-file (system property): is set, but filevine.client-id is not;"
                        + " accepted: both of them, or neither");
    }

    @Test
    void patFile_holdsMoreThanThePat_isAWarningThatShowsNothing() throws Exception {
        Path file = write("FILEVINE_PAT=" + PAT);
        GivenSettings given = GivenSettings.none().property("filevine.pat-file", file.toString());

        assertThat(given.read().warnings())
                .containsExactly(
                        "filevine.pat-file: " + file + " begins with a name and =, which is hardly a part of the"
                                + " secret: have nothing there but the secret itself");
        assertThat(given.everythingShown()).doesNotContain(PAT);
    }

    @Test
    void pat_withQuotes_isAWarningThatShowsNothing() throws ConfigException {
        GivenSettings given = GivenSettings.none().environment("FILEVINE_PAT", "'" + PAT + "'");

        assertThat(given.read().warnings())
                .containsExactly("filevine.pat begins with a quotation mark, which is hardly a part of the secret: have"
                        + " nothing there but the secret itself");
        assertThat(given.everythingShown()).doesNotContain(PAT);
    }

    @Test
    void configFile_unreadable_isTheOnlyProblem() {
        GivenSettings given = GivenSettings.none()
                .property("filevine.config-file", "/no/such/file")
                .property("filevine.client-secret", "s")
                .property("filevine.profile.a.region", "ca")
                .environment("FILEVINE_PROFILE_A_PAT_FILE", "/x");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.config-file (system property): /no/such/file does not exist; accepted: the path"
                                + " of a Java properties file in UTF-8");
        assertThat(given.failure().hints()).isEmpty();
    }

    @Test
    void configFile_unreadable_saysNothingOfWhoSharesAHost() {
        GivenSettings given = GivenSettings.valid()
                .property("filevine.config-file", "/no/such/file")
                .property("filevine.profiles", "a")
                .property("filevine.profile.a.pat", "pat-of-a");

        assertThat(given.failure().problems()).extracting(Problem::key).containsExactly("filevine.config-file");
    }

    @Test
    void patFile_relativeAndMissing_namesThePathThatWasTried() {
        assertThat(patFileProblem("no-such/pat"))
                .isEqualTo("no-such/pat does not exist; tried "
                        + Path.of("no-such/pat").toAbsolutePath()
                        + ", since a relative path begins where the JVM was started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n"})
    void pat_blank_isProblem(String pat) {
        GivenSettings given = GivenSettings.none().environment("FILEVINE_PAT", pat);

        assertThat(given.problems())
                .containsExactly(
                        "filevine.pat (environment variable FILEVINE_PAT): is empty; accepted: the secret on one"
                                + " line, or filevine.pat-file with a file that holds it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u007f", "\u0085"})
    void pat_controlCharacterWithin_isProblemThatShowsNothing(String control) {
        GivenSettings given = GivenSettings.none().environment("FILEVINE_PAT", PAT + control + PAT);

        assertThat(given.problems())
                .containsExactly("filevine.pat (environment variable FILEVINE_PAT): has a line break or another control"
                        + " character within; accepted: the secret on one line, or filevine.pat-file with a file that"
                        + " holds it");
    }

    @Test
    void patFile_blank_isProblem() {
        assertThat(patFileProblem("")).isEqualTo("is blank");
    }

    @Test
    void patFile_missing_isProblem() {
        assertThat(patFileProblem("/no/such/file")).isEqualTo("/no/such/file does not exist");
    }

    @Test
    void patFile_directory_isProblem() {
        assertThat(patFileProblem(directory.toString())).isEqualTo(directory + " is a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t", "\uFEFF"})
    void patFile_empty_isProblem(String content) throws IOException {
        Path file = write(content);

        assertThat(patFileProblem(file.toString())).isEqualTo(file + " is empty");
    }

    @Test
    void patFile_severalLines_isProblem() throws IOException {
        Path file = write(PAT + "\n" + PAT);

        assertThat(patFileProblem(file.toString()))
                .isEqualTo(file + " has a line break or another control character within");
    }

    @Test
    void patFile_tooLarge_isProblem() throws IOException {
        Path file = write("x".repeat(64 * 1024 + 1));

        assertThat(patFileProblem(file.toString())).isEqualTo(file + " is larger than 64 KiB");
    }

    @Test
    void patFile_largest_isAccepted() throws Exception {
        Path file = write("x".repeat(64 * 1024));

        assertThat(GivenSettings.none()
                        .property("filevine.pat-file", file.toString())
                        .readProfile()
                        .pat()
                        .isFile())
                .isTrue();
    }

    @Test
    void patFile_noText_isProblem() throws IOException {
        Path file = Files.write(directory.resolve("secret"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});

        assertThat(patFileProblem(file.toString())).isEqualTo(file + " is not UTF-8 text");
    }

    @Test
    void patFile_holdsPatItself_isProblemThatShowsNothing() {
        assertThat(patFileProblem("A1B2C3D4E5F6A7B8C9D0E1F2"))
                .isEqualTo("names no file and looks like the secret itself, so it is not shown");
    }

    @Test
    void clientSecretFile_missing_isProblem() {
        GivenSettings given = GivenSettings.valid()
                .property("filevine.client-id", "c")
                .property("filevine.client-secret-file", "/no/such/file");

        assertThat(given.problems())
                .containsExactly(
                        "filevine.client-secret-file (system property): /no/such/file does not exist; accepted: the"
                                + " path of a file of at most 64 KiB with nothing but the secret; the secret itself goes into"
                                + " filevine.client-secret");
    }

    private static String patFileProblem(String path) {
        Problem problem = GivenSettings.none()
                .property("filevine.pat-file", path)
                .failure()
                .problems()
                .get(0);
        assertThat(problem.toString())
                .isEqualTo("filevine.pat-file (system property): " + problem.wrong() + ACCEPTED_PAT_FILE);
        return problem.wrong();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("secret"), text);
    }
}
