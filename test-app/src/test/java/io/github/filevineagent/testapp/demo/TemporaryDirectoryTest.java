package io.github.filevineagent.testapp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TemporaryDirectoryTest {
    @Test
    void delete_directoryWithAFile_leavesNothing() throws Exception {
        TemporaryDirectory temporary = new TemporaryDirectory();
        Path inner = temporary.directory("inner");
        Path file = temporary.secretFile("inner/secret", "content");
        assertThat(file).hasParent(inner);

        temporary.delete();

        assertThat(inner.getParent()).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // there are no POSIX permissions there
    void secretFile_written_isForItsOwnerOnly() throws Exception {
        Path file = new TemporaryDirectory().secretFile("secret", "content");

        assertThat(file).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
