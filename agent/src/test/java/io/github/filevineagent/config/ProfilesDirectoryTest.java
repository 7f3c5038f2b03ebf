package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come, change and go. */
class ProfilesDirectoryTest extends ProfilesDirectoryFixture {
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
