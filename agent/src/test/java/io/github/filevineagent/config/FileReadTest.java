package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReadTest {
    private final IOException systemError = new IOException("Input/output error");

    @TempDir
    Path directory;

    @Test
    void reason_permissionDenied_saysSo() {
        assertThat(FileRead.reason(new ExistingFile(false), systemError))
                .isEqualTo("is not readable (permission denied)");
    }

    @Test
    void reason_otherFailure_quotesTheSystem() {
        assertThat(FileRead.reason(new ExistingFile(true), systemError))
                .isEqualTo("can't be read (Input/output error)");
    }

    @Test
    void reason_directory_saysSo() {
        assertThat(FileRead.reason(directory.toFile(), systemError)).isEqualTo("is a directory");
    }

    @Test
    void reason_missing_saysSo() {
        assertThat(FileRead.reason(directory.resolve("missing").toFile(), systemError))
                .isEqualTo("does not exist");
    }

    /** Behind such a directory nothing exists, for this user. */
    @Test
    void reason_inADirectoryThatMayNotBeEntered_namesItAndTheUser() {
        File barred = new Directory("/srv/secrets", null, true, false);
        File below = new Directory("/srv/secrets/app", barred, false, false);

        assertThat(FileRead.reason(new Below(below), systemError))
                .isEqualTo("can't be reached: the user of this JVM, " + System.getProperty("user.name")
                        + ", may not enter the directory /srv/secrets (permission denied)");
        assertThat(FileRead.reason(new Below(new Directory("/srv/open", null, true, true)), systemError))
                .isEqualTo("does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no/such/pat | a relative path begins where the JVM was started",
                "~/no-such-pat | nobody has replaced the ~, as a shell does at the beginning of a word: write the"
                        + " directory out",
            })
    void read_relativePath_saysWhereItWasLookedFor(String path, String why) {
        assertThatThrownBy(() -> FileRead.read(new File(path), 1))
                .hasMessage(path + " does not exist; tried " + new File("").getAbsolutePath() + File.separator + path
                        + ", since " + why);
    }

    /** A directory with chosen permissions, as the super-user can't have. */
    private static final class Directory extends File {
        private static final long serialVersionUID = 1L;

        private final @Nullable File parent;
        private final boolean exists;
        private final boolean enterable;

        Directory(String path, @Nullable File parent, boolean exists, boolean enterable) {
            super(path);
            this.parent = parent;
            this.exists = exists;
            this.enterable = enterable;
        }

        @Override
        public @Nullable File getParentFile() {
            return parent;
        }

        @Override
        public boolean exists() {
            return exists;
        }

        @Override
        public boolean isDirectory() {
            return exists;
        }

        @Override
        public boolean canExecute() {
            return enterable;
        }
    }

    /** What does not seem to exist, in a given directory. */
    private static final class Below extends File {
        private static final long serialVersionUID = 1L;

        private final File directory;

        Below(File directory) {
            super(directory.getPath() + "/pat");
            this.directory = directory;
        }

        @Override
        public File getAbsoluteFile() {
            return this;
        }

        @Override
        public File getParentFile() {
            return directory;
        }
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
