package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of a directory of profiles: each file's profile like the others, and what is wrong with a file. */
class CheckDirectoryTest extends CheckFixture {
    @TempDir
    Path directory;

    @Test
    void run_directory_tellsEachFilesProfileAndWhatIsWrongWithOthers() throws IOException {
        Files.writeString(directory.resolve("good.properties"), file("pat=good-pat\norg-id=55\nuser-id=321"));
        Files.writeString(directory.resolve("refused.properties"), file("pat=" + REFUSED + "\norg-id=56"));
        Files.writeString(directory.resolve("broken.properties"), "reigon=us\norg-id=7,8");
        properties.setProperty("filevine.profiles-dir", directory.toString());

        assertThat(run()).isEqualTo(1);

        assertThat(names())
                .containsSubsequence(
                        "profile default",
                        "OK owner",
                        "profile good",
                        "OK exchange",
                        "OK owner",
                        "profile refused",
                        "FAILED exchange",
                        "profile broken, FAILED file, FAILED file, FAILED file, end 1");
        assertThat(report.lines())
                .contains("FAILED file: org-id (file " + directory.resolve("broken.properties")
                        + "): '7,8' has a comma, which"
                        + " would make it several; accepted: the identifier in printable ASCII without spaces and"
                        + " commas, or auto")
                .anyMatch(line -> line.contains("pat in " + directory.resolve("refused.properties")));
    }

    @Test
    void run_directoryWithGoodFilesOnly_passes() throws IOException {
        Files.writeString(directory.resolve("good.properties"), file("pat=good-pat"));
        properties.clear();
        properties.setProperty("filevine.profiles-dir", directory.toString());

        assertThat(run()).isZero();

        assertThat(names()).contains("settings of 1.2.3, profile good, OK dns").endsWith("end 0");
        assertThat(report.lines()).contains("assignment org-id=55 in " + directory.resolve("good.properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "missing"})
    void run_directoryWithoutFiles_failsAndChecksTheOthers(String name) {
        properties.setProperty("filevine.profiles-dir", directory.resolve(name).toString());

        assertThat(run()).isEqualTo(1);

        assertThat(names())
                .contains("problem filevine.profiles-dir, profile default, OK dns")
                .endsWith("end 1");
    }

    private String file(String lines) {
        return lines + "\nidentity-url=" + address(identity) + "\ngateway-hosts="
                + address(gateway).replace("localhost", "127.0.0.1");
    }
}
