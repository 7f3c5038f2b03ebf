package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** A named pipe without a writer: to open it hangs, as on a file system that is gone, but without anybody's root password. */
public final class Fifo {
    private Fifo() {}

    /** Where there is nothing like it, nothing hangs this way. */
    public static void assumeSystemHasThem() {
        assumeThat(File.separatorChar)
                .as("named pipes are files of Unix systems")
                .isEqualTo('/');
    }

    /** Makes one. */
    public static Path at(Path path) throws IOException, InterruptedException {
        assumeSystemHasThem();
        Process process =
                new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return path;
    }
}
