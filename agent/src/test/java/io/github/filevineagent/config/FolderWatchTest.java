package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A directory that is read through links, can't be read, or is another one than before. */
class FolderWatchTest extends ProfilesDirectoryFixture {
    /** What an attacker, or {@code cp -p}, can do to a file that is read only when it seems to have changed. */
    @Test
    void look_changeThatCannotBeSeenWithoutReading_isNoticedWithinAMinute() throws IOException {
        directory.firm("smith", "7");
        FileTime time = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(directory.file("smith"), time);
        directory.look();
        directory.pass(55);
        directory.look();

        directory.firm("smith", "9");
        Files.setLastModifiedTime(directory.file("smith"), time);
        directory.look();
        assertThat(directory.organisations()).as("nobody has read it").isEqualTo("smith=7");
        directory.pass(60);
        directory.look();

        assertThat(directory.organisations()).isEqualTo("smith=9");
    }

    /** One swap of one link changes all files at once; it leads to another directory, with files of the same age and size. */
    @Test
    void look_kubernetesSecret_followsItsLinks() throws IOException {
        version("..2026_01", Map.of("smith", "7", "jones", "8"));
        Files.createSymbolicLink(path.resolve("..data"), Path.of("..2026_01"));
        for (String firm : List.of("smith", "jones")) {
            Files.createSymbolicLink(directory.file(firm), Path.of("..data", firm + ".properties"));
        }
        ProfileConfig jones = directory.look().profiles().get("jones");
        assertThat(directory.organisations()).isEqualTo("jones=8 smith=7");

        version("..2026_02", Map.of("smith", "9", "jones", "8", "brown", "6"));
        swap("..2026_02");
        Files.createSymbolicLink(directory.file("brown"), Path.of("..data", "brown.properties"));
        directory.look();
        assertThat(directory.organisations()).isEqualTo("brown=6 jones=8 smith=9");
        assertThat(directory.profiles().get("jones")).isSameAs(jones);

        version("..2026_03", Map.of("jones", "8", "brown", "6"));
        swap("..2026_03");
        directory.lookOnce();
        assertThat(directory.organisations())
                .as("a link that leads nowhere, for the moment")
                .isEqualTo("brown=6 jones=8 smith=9");
        Files.delete(directory.file("smith"));
        directory.look();
        assertThat(directory.organisations()).isEqualTo("brown=6 jones=8");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: new profiles: jones, smith.",
                        "filevine.profiles-dir: new profiles: brown.",
                        "filevine.profiles-dir: changed profiles, whose tokens are exchanged anew: smith.",
                        "filevine.profiles-dir: profiles that are gone, and their tokens with them: smith.");
    }

    private void version(String name, Map<String, String> firms) throws IOException {
        Path data = Files.createDirectory(path.resolve(name));
        for (Map.Entry<String, String> firm : firms.entrySet()) {
            Path file = Files.writeString(
                    data.resolve(firm.getKey() + ".properties"),
                    "pat=p\ngateway-hosts=gw.example.com\norg-id=" + firm.getValue());
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        }
    }

    private void swap(String version) throws IOException {
        Path next = Files.createSymbolicLink(path.resolve("..data_tmp"), Path.of(version));
        Files.move(next, path.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void look_missingDirectory_isSaidOnceAndReadWhenItIsThere() throws IOException {
        Files.delete(path);
        directory.look().look();
        assertThat(directory.news())
                .containsExactly(
                        "warn: filevine.profiles-dir: DIR does not exist. There are no profiles from it before it"
                                + " can be read.");

        Files.createDirectory(path);
        directory.firm("smith", "7");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("smith=7");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: DIR can be read now.", "filevine.profiles-dir: new profiles: smith.");
    }

    @Test
    void look_fileInPlaceOfTheDirectory_saysSo() throws IOException {
        Files.delete(path);
        Files.writeString(path, "");

        directory.look();

        assertThat(directory.news()).singleElement().asString().contains("DIR is not a directory. ");
    }

    /** As while a volume is mounted anew: that must not drop a thousand firms. */
    @Test
    void look_directoryThatVanishes_dropsNothing() throws IOException {
        directory.firm("smith", "7");
        ProfileConfig smith = directory.look().profiles().get("smith");
        directory.news();
        Path away = temporary.resolve("away");

        Files.move(path, away);
        directory.look().look();
        assertThat(directory.profiles().get("smith")).isSameAs(smith);
        assertThat(directory.news())
                .containsExactly(
                        "warn: filevine.profiles-dir: DIR does not exist. The profiles from it go on as they are.");

        Files.move(away, path);
        directory.look();
        assertThat(directory.profiles().get("smith")).isSameAs(smith);
        assertThat(directory.news()).containsExactly("filevine.profiles-dir: DIR can be read now.");
    }

    /** What is below a volume that is not mounted is an empty directory. */
    @Test
    @DisabledOnOs(OS.WINDOWS) // which has no volumes of this kind, and does not tell one directory from another
    void look_anotherDirectoryThatIsEmpty_dropsNothing() throws IOException {
        directory.firm("smith", "7");
        ProfileConfig smith = directory.look().profiles().get("smith");
        directory.news();
        Path away = temporary.resolve("away");

        Files.move(path, away);
        Files.createDirectory(path);
        directory.look().look();
        assertThat(directory.profiles().get("smith")).isSameAs(smith);
        assertThat(directory.news())
                .containsExactly("warn: filevine.profiles-dir: DIR is another directory than before, and empty. The"
                        + " profiles from it go on as they are.");

        directory.firm("jones", "8");
        directory.look();
        assertThat(directory.organisations()).isEqualTo("jones=8");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: DIR can be read now.",
                        "filevine.profiles-dir: new profiles: jones.",
                        "filevine.profiles-dir: profiles that are gone, and their tokens with them: smith.");
    }

    /** A look that could not read the directory is not one of the two that miss a file. */
    @Test
    void look_fileMissedBeforeTheDirectoryVanished_isNotGoneAtOnce() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        directory.look();
        Path smith = Files.move(directory.file("smith"), temporary.resolve("smith"));
        directory.lookOnce();
        Path away = temporary.resolve("away");
        Files.move(path, away);
        directory.look();
        Files.move(away, path);

        assertThat(directory.lookOnce()).isTrue();
        assertThat(directory.organisations()).isEqualTo("jones=8 smith=7");
        Files.move(smith, directory.file("smith"));
        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=8 smith=7");
    }

    @Test
    void trouble_directory_isAProblemWithACure() throws IOException {
        directory.look();
        assertThat(directory.directory().trouble())
                .hasToString(
                        "filevine.profiles-dir (" + path + "): has no file NAME.properties; accepted: a directory with"
                                + " a Java properties file for each profile, NAME.properties");
        directory.firm("smith", "7");
        assertThat(directory.look().directory().trouble()).isNull();

        Files.move(path, temporary.resolve("away"));
        assertThat(directory.look().directory().trouble()).asString().contains("): does not exist; accepted: ");
    }
}
