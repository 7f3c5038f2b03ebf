package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose profiles can't run beside each other, or beside those of the configuration. */
class NewcomersTest {
    private static final String ACCEPTED =
            "; accepted: profiles that share a host, each with an org-id of its own, and at"
                    + " most one without or with auto; set ";

    @TempDir
    Path path;

    private DirectoryOfProfiles directory;

    @BeforeEach
    void makeDirectory() {
        directory = new DirectoryOfProfiles(path, GivenSettings.none());
    }

    @Test
    void look_copiedFile_isRefusedWithALineThatNamesBoth() throws IOException {
        directory.firm("smith", "7");
        ProfileConfig smith = directory.look().profiles().get("smith");
        directory.news();

        Files.copy(directory.file("smith"), directory.file("copy"));
        directory.look().look();

        assertThat(directory.profiles()).containsOnlyKeys("smith").containsValue(smith);
        assertThat(directory.news())
                .containsExactly("warn: org-id (file DIR/copy.properties): '7' is org-id in DIR/smith.properties, too:"
                        + " https://gw.example.com is a gateway host of profile copy, and https://gw.example.com one of"
                        + " profile smith" + ACCEPTED
                        + "org-id in DIR/copy.properties or org-id in DIR/smith.properties,"
                        + " or other hosts: gateway-hosts in DIR/copy.properties, gateway-hosts in DIR/smith.properties."
                        + " There is no profile from it until that is mended.");
    }

    @Test
    void look_twoThatComeTogether_theFirstByNameIsTaken() throws IOException {
        directory.firm("b", "7");
        directory.firm("a", "007");

        directory.look();

        assertThat(directory.organisations()).isEqualTo("a=007");
        assertThat(directory.news())
                .filteredOn(line -> line.startsWith("warn: "))
                .singleElement()
                .asString()
                .contains("'7' and '007', which is org-id in DIR/a.properties, are too much alike");
    }

    @Test
    void look_changeThatConflicts_isRefusedAndTakenWhenTheOtherIsGone() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        ProfileConfig smith = directory.look().profiles().get("smith");
        directory.news();

        directory.firm("smith", "8");
        directory.look().look();
        assertThat(directory.profiles().get("smith")).isSameAs(smith);
        assertThat(directory.news())
                .singleElement()
                .asString()
                .startsWith("warn: org-id (file DIR/smith.properties): '8' is org-id in DIR/jones.properties, too: ")
                .endsWith(" The profile goes on as it was before.");

        Files.delete(directory.file("jones"));
        directory.look();
        assertThat(directory.organisations()).isEqualTo("smith=8");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: changed profiles, whose tokens are exchanged anew: smith.",
                        "filevine.profiles-dir: profiles that are gone, and their tokens with them: jones.",
                        "filevine.profiles-dir: nothing is wrong any more with DIR/smith.properties.");
    }

    @Test
    void look_changeThatConflicts_isTakenWhenTheOtherHasChanged() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        directory.look();

        directory.firm("smith", "8");
        directory.look();
        directory.firm("jones", "9");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=9 smith=8");
    }

    @Test
    void look_organisationsSwapped_bothAreTaken() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        directory.look();
        directory.news();

        directory.firm("smith", "8");
        directory.firm("jones", "7");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=7 smith=8");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: changed profiles, whose tokens are exchanged anew: jones, smith.");
    }

    /** One is written after the other, and a look comes between. */
    @Test
    void look_organisationsSwappedOneAfterTheOther_saysNothingOfAConflict() throws IOException {
        directory.firm("smith", "7");
        directory.firm("jones", "8");
        directory.look();
        directory.news();

        directory.firm("smith", "8");
        directory.lookOnce();
        directory.pass(1);
        directory.firm("jones", "7");
        directory.lookOnce();
        assertThat(directory.organisations()).isEqualTo("jones=8 smith=7");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("jones=7 smith=8");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: changed profiles, whose tokens are exchanged anew: jones, smith.");
    }

    /** Or else whoever writes to his file all the time could keep others from being told. */
    @Test
    void look_conflictBesideAFileThatNeverRests_isSaidAfterAWhile() throws IOException {
        directory.firm("smith", "7");
        directory.look();
        directory.news();
        Files.copy(directory.file("smith"), directory.file("copy"));
        for (int i = 0; i < 10; i++) {
            directory.firm("restless", "x" + i);
            directory.touch("restless");
            assertThat(directory.lookOnce()).isTrue();
            directory.pass(1);
        }

        assertThat(directory.news()).singleElement().asString().contains("'7' is org-id in DIR/smith.properties, too");
    }

    /**
     * The one that is refused goes on as before, which is in the way of another newcomer, which goes on as before, too, and so
     * on.
     */
    @Test
    void look_refusedOnesInEachOthersWay_allGoOnAsBefore() throws IOException {
        directory.firm("a", "1");
        directory.firm("b", "2");
        directory.firm("c", "3");
        directory.firm("d", "4");
        Map<String, ProfileConfig> before = directory.look().profiles();
        directory.news();

        directory.firm("c", "4");
        directory.firm("b", "3");
        directory.firm("a", "2");
        directory.look().look();

        assertThat(directory.profiles()).isEqualTo(before);
        assertThat(directory.news())
                .hasSize(3)
                .allMatch(line -> line.endsWith(" The profile goes on as it was before."));

        directory.firm("d", "1");
        directory.look();
        assertThat(directory.organisations()).isEqualTo("a=2 b=3 c=4 d=1");
    }

    @Test
    void look_twoWithoutOrganisation_theSecondIsRefused() throws IOException {
        directory.write("a", "pat=p");
        directory.look();
        directory.write("b", "pat=p\norg-id=auto");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("a=null");
        assertThat(directory.news().get(1))
                .contains("org-id (file DIR/b.properties): neither this nor org-id in DIR/a.properties is a fixed"
                        + " organisation: ");
    }

    @Test
    void look_wildcardOfAnother_isAConflictToo() throws IOException {
        directory.write("a", "pat=p\norg-id=7\ngateway-hosts=*.example.com");
        directory.look();
        directory.firm("b", "7");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("a=7");
        assertThat(directory.news().get(1)).contains("https://*.example.com one of profile a");
    }

    @Test
    void look_profileOfTheConfiguration_goesBefore() throws IOException {
        directory = new DirectoryOfProfiles(
                path,
                GivenSettings.valid()
                        .property("filevine.gateway-hosts", "gw.example.com")
                        .property("filevine.org-id", "5")
                        .property("filevine.profiles", "smith")
                        .property("filevine.profile.smith.pat", "p")
                        .property("filevine.profile.smith.gateway-hosts", "gw.example.com")
                        .property("filevine.profile.smith.org-id", "7"));
        directory.firm("a", "5");
        directory.firm("b", "7");
        directory.firm("c", "9");

        directory.look();

        assertThat(directory.organisations()).isEqualTo("c=9");
        assertThat(directory.news().get(1))
                .startsWith("warn: org-id (file DIR/a.properties): '5' is filevine.org-id, too: ");
        assertThat(directory.news()).isEmpty();
    }

    @Test
    void look_nameOfAProfileOfTheConfiguration_isRefused() throws IOException {
        directory = new DirectoryOfProfiles(
                path,
                GivenSettings.none()
                        .property("filevine.profiles", "smith,big-firm")
                        .property("filevine.profile.smith.pat", "p")
                        .property("filevine.profile.smith.org-id", "1")
                        .property("filevine.profile.big-firm.pat", "p")
                        .property("filevine.profile.big-firm.org-id", "2"));
        directory.firm("smith", "7");
        directory.firm("Big_Firm", "8");

        directory.look();

        assertThat(directory.profiles()).isEmpty();
        assertThat(directory.news())
                .containsExactly(
                        "warn: profile Big_Firm (file DIR/Big_Firm.properties): differs from profile big-firm, which is named"
                                + " by filevine.profiles, in nothing but case, - and _; accepted: one of the two, or another"
                                + " name for one of them. There is no profile from it until that is mended.",
                        "warn: profile smith (file DIR/smith.properties): is named by filevine.profiles, too; accepted: one"
                                + " of the two, or another name for one of them. There is no profile from it until that is"
                                + " mended.");
    }

    @Test
    void look_namesThatDifferInCaseOnly_theSecondIsRefused() throws IOException {
        directory.firm("smith_jones", "7");
        directory.look();
        directory.news();
        directory.firm("Smith-Jones", "8");
        directory.look();

        assertThat(directory.organisations()).isEqualTo("smith_jones=7");
        assertThat(directory.news())
                .singleElement()
                .asString()
                .startsWith(
                        "warn: profile Smith-Jones (file DIR/Smith-Jones.properties): differs from profile smith_jones,"
                                + " which has the file DIR/smith_jones.properties, in nothing but case, - and _; accepted: ");
    }
}
