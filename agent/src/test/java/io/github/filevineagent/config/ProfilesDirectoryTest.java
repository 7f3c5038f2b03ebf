package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come, change and go. */
class ProfilesDirectoryTest {
    @TempDir
    Path temporary;

    private Path path;
    private DirectoryOfProfiles directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        path = Files.createDirectory(temporary.resolve("firms"));
        directory = new DirectoryOfProfiles(path, GivenSettings.none());
    }

    @Test
    void look_files_areProfilesWithTheKeysOfAProfile() throws IOException {
        Path patFile = Files.writeString(temporary.resolve("pat"), "pat-of-smith");
        Path secretFile = Files.writeString(temporary.resolve("secret"), "secret-of-smith");
        directory.write(
                "smith",
                String.join(
                        "\n",
                        "# the first",
                        "region = ca",
                        "identity-url=https://id.example.com",
                        "gateway-hosts=gw.example.com, *.example.org",
                        "pat-file=" + patFile,
                        "client-id=client",
                        "client-secret-file=" + secretFile,
                        "scope=a b",
                        "org-id=7",
                        "user-id=auto"));
        directory.write("jones", "pat=pat-of-jones");

        directory.look();

        Map<String, ProfileConfig> profiles = directory.profiles();
        assertThat(profiles).containsOnlyKeys("jones", "smith");
        ProfileConfig smith = Objects.requireNonNull(profiles.get("smith"));
        assertThat(smith.region()).isEqualTo(Region.CA);
        assertThat(smith.identityUrl()).hasToString("https://id.example.com/connect/token");
        assertThat(smith.gatewayHosts()).hasToString("[https://gw.example.com, https://*.example.org]");
        assertThat(smith.pat().read().reveal()).isEqualTo("pat-of-smith");
        assertThat(smith.clientId()).isEqualTo("client");
        assertThat(Objects.requireNonNull(smith.clientSecret()).read().reveal()).isEqualTo("secret-of-smith");
        assertThat(smith.scope()).isEqualTo("a b");
        assertThat(smith.orgId()).isEqualTo("7");
        assertThat(smith.userId()).isEqualTo("auto");
        assertThat(smith.file()).isEqualTo(directory.file("smith").toString());
        assertThat(smith.key("pat-file")).isEqualTo("pat-file in " + directory.file("smith"));
        assertThat(Objects.requireNonNull(profiles.get("jones")).gatewayHosts())
                .hasToString("[https://api.filevine.io, https://api.filevineapp.com]");
        assertThat(directory.news()).containsExactly("filevine.profiles-dir: new profiles: jones, smith.");
    }

    @Test
    void look_beforeTheAgentsFirstLine_leavesTheProfilesToThat() throws IOException {
        directory.firm("smith", "7");
        DirectoryOfProfiles atStart = DirectoryOfProfiles.atStart(path);

        atStart.look();

        assertThat(atStart.organisations()).isEqualTo("smith=7");
        assertThat(atStart.news()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".smith.properties",
                "..data",
                ".smith.properties.swp",
                "smith.properties~",
                "smith.properties.tmp",
                "smith.properties.bak",
                "#smith.properties#",
                "smith",
                "smith.PROPERTIES",
                ".properties"
            })
    void look_otherFile_isIgnored(String name) throws IOException {
        directory.firm("jones", "8");
        Files.writeString(path.resolve(name), "nonsense=\\u");

        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=8");
        assertThat(directory.news()).containsExactly("filevine.profiles-dir: new profiles: jones.");
    }

    @Test
    void look_changedFile_isAnotherProfileAndLeavesTheOthers() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        Map<String, ProfileConfig> before = directory.look().profiles();
        directory.news();

        directory.firm("smith", "9");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=8 smith=9");
        assertThat(directory.profiles().get("jones")).isSameAs(before.get("jones"));
        assertThat(directory.profiles().get("smith")).isNotSameAs(before.get("smith"));
        assertThat(directory.news())
                .containsExactly("filevine.profiles-dir: changed profiles, whose tokens are exchanged anew: smith.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region=ca",
                "identity-url=https://id.example.com",
                "identity-url=https://identity.filevine.io",
                "gateway-hosts=gw2.example.com",
                "pat=another",
                "client-id=c",
                "scope=a",
                "org-id=auto",
                "user-id=1"
            })
    void look_anySettingChanged_isAnotherProfile(String line) throws IOException {
        directory.write("smith", "pat=pat-of-smith\n");
        ProfileConfig before = directory.look().profiles().get("smith");

        directory.write("smith", line.startsWith("pat=") ? line : "pat=pat-of-smith\n" + line);
        directory.look();

        assertThat(directory.profiles().get("smith")).isNotNull().isNotSameAs(before);
    }

    @Test
    void look_onlyACommentOrOrderChanged_isTheSameProfile() throws IOException {
        directory.write("smith", "pat=p\norg-id=7");
        ProfileConfig before = directory.look().profiles().get("smith");
        directory.news();

        directory.write("smith", "# by Jane\norg-id = 7\npat = p\nregion=us\n");
        directory.look();

        assertThat(directory.profiles().get("smith")).isSameAs(before);
        assertThat(directory.news()).isEmpty();
    }

    @Test
    void look_fileWrittenAMomentAgo_isTakenIfTheNextLookFindsTheSame() throws IOException {
        directory.firm("smith", "7");
        directory.touch("smith");

        assertThat(directory.lookOnce()).as("wants to look again").isTrue();
        assertThat(directory.organisations()).isEmpty();
        directory.pass(1);
        assertThat(directory.lookOnce()).isFalse();
        assertThat(directory.organisations()).isEqualTo("smith=7");
    }

    @Test
    void look_nextLookTooSoon_isNotEnough() throws IOException {
        directory.firm("smith", "7");
        directory.touch("smith");
        directory.lookOnce();

        assertThat(directory.lookOnce()).isTrue();
        assertThat(directory.organisations()).isEmpty();
    }

    /** Without its org-id, a file would be for all organisations that are nobody else's. */
    @Test
    void look_fileThatIsBeingWritten_isNotTakenBeforeItsEnd() throws IOException {
        String text = "pat=p\norg-id=7\nuser-id=1\n";
        for (int length = 1; length < text.length(); length++) {
            directory.write("smith", text.substring(0, length));
            directory.touch("smith");
            assertThat(directory.lookOnce()).isTrue();
            directory.pass(1);
            assertThat(directory.profiles()).isEmpty();
        }
        directory.write("smith", text);
        directory.touch("smith");

        directory.look();

        assertThat(directory.organisations()).isEqualTo("smith=7");
        assertThat(directory.news()).containsExactly("filevine.profiles-dir: new profiles: smith.");
    }

    @Test
    void look_fileThatIsBeingRewritten_goesOnAsItWas() throws IOException {
        directory.firm("smith", "7");
        directory.look();
        directory.news();

        for (String half : List.of("", "pat=new", "pat=new\norg-")) {
            directory.write("smith", half);
            directory.touch("smith");
            directory.lookOnce();
            directory.pass(1);
        }

        assertThat(directory.organisations()).isEqualTo("smith=7");
        assertThat(directory.news()).isEmpty();
    }

    @Test
    void look_removedFile_isGoneWithTheSecondLookThatMissesIt() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        directory.look();
        directory.news();
        Files.delete(directory.file("smith"));

        assertThat(directory.lookOnce()).as("wants to look again").isTrue();
        assertThat(directory.organisations()).isEqualTo("jones=8 smith=7");
        directory.pass(1);
        assertThat(directory.lookOnce()).isFalse();

        assertThat(directory.organisations()).isEqualTo("jones=8");
        assertThat(directory.news())
                .containsExactly("filevine.profiles-dir: profiles that are gone, and their tokens with them: smith.");
    }

    /** As editors save. */
    @Test
    void look_fileThatIsMissingForAMoment_isTheSameProfile() throws IOException {
        directory.firm("smith", "7");
        ProfileConfig before = directory.look().profiles().get("smith");
        directory.news();
        Path backup = path.resolve("smith.properties~");

        Files.move(directory.file("smith"), backup);
        directory.lookOnce();
        directory.pass(1);
        Files.move(backup, directory.file("smith"));
        directory.lookOnce();
        directory.pass(1);
        Files.move(directory.file("smith"), backup);
        directory.lookOnce();

        assertThat(directory.profiles().get("smith")).isSameAs(before);
        assertThat(directory.news()).isEmpty();
    }

    @Test
    void look_renamedFile_isAnotherProfileInPlaceOfTheOther() throws IOException {
        directory.firm("smith", "7");
        directory.look();
        directory.news();

        Files.move(directory.file("smith"), directory.file("smith-and-jones"));
        directory.look();

        assertThat(directory.organisations()).isEqualTo("smith-and-jones=7");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: new profiles: smith-and-jones.",
                        "filevine.profiles-dir: profiles that are gone, and their tokens with them: smith.");
    }

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
    void look_thousandFirms_areToldInOneLine() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            directory.firm(String.format("firm-%03d", i), String.valueOf(i));
        }

        directory.look();

        assertThat(directory.profiles()).hasSize(1_000);
        assertThat(directory.news())
                .containsExactly("filevine.profiles-dir: new profiles: "
                        + directory.profiles().keySet().stream().limit(10).collect(Collectors.joining(", "))
                        + " and 990 more.");
    }

    @Test
    void look_emptyDirectory_saysSoOnce() throws IOException {
        directory.look().look();
        assertThat(directory.news())
                .containsExactly("warn: filevine.profiles-dir: DIR has no file NAME.properties yet, so there are no"
                        + " profiles from it.");

        directory.firm("smith", "7");
        directory.look();
        Files.delete(directory.file("smith"));
        directory.look();

        assertThat(directory.profiles()).isEmpty();
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: new profiles: smith.",
                        "filevine.profiles-dir: profiles that are gone, and their tokens with them: smith.");
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

    @Test
    void effectiveSettings_files_areShownWithTheirs() throws IOException {
        directory.firm("smith", "7");
        directory.write("broken", "\\u");
        Path file = directory.file("smith");

        assertThat(GivenSettings.none()
                        .property("filevine.profiles-dir", path.toString())
                        .reader()
                        .effectiveSettings())
                .extracting(EffectiveSetting::toString)
                .contains(
                        "filevine.profiles-dir = " + path + " (system property)",
                        "org-id in " + file + " = 7 (file " + file + ")",
                        "pat in " + file + " = *** (file " + file + ")",
                        "region in " + file + " = us (default)")
                .noneMatch(line -> line.contains("broken"));
    }
}
