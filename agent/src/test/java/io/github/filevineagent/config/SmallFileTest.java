package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    private final IOException systemError = new IOException("Input/output error");

    @TempDir
    Path directory;

    @Test
    void reason_permissionDenied_saysSo() {
        assertThat(SmallFile.reason(new ExistingFile(false), systemError))
                .isEqualTo("is not readable (permission denied)");
    }

    @Test
    void reason_otherFailure_quotesTheSystem() {
        assertThat(SmallFile.reason(new ExistingFile(true), systemError))
                .isEqualTo("can't be read (Input/output error)");
    }

    @Test
    void reason_directory_saysSo() {
        assertThat(SmallFile.reason(directory.toFile(), systemError)).isEqualTo("is a directory");
    }

    @Test
    void reason_missing_saysSo() {
        assertThat(SmallFile.reason(directory.resolve("missing").toFile(), systemError))
                .isEqualTo("does not exist");
    }

    /** A file with chosen permissions, which the super-user could not make on disk: it may read all. */
    private static final class ExistingFile extends File {
        private static final long serialVersionUID = 1L;

        private final boolean readable;

        ExistingFile(boolean readable) {
            super("secret");
            this.readable = readable;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public boolean canRead() {
            return readable;
        }
    }
}
