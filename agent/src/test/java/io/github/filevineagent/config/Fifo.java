package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A named pipe without a writer: to open it hangs, as on a file system that is gone, but without anybody's root password. */
public final class Fifo {
    private Fifo() {}

    /** Makes one. */
    public static Path at(Path path) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return path;
    }
}
