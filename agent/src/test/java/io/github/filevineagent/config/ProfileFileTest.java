package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that is being written, or is missing for a moment. */
class ProfileFileTest extends ProfilesDirectoryFixture {
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
}
