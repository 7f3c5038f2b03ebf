package io.github.filevineagent.config;

import io.github.filevineagent.config.Folder.Stamp;
import org.jspecify.annotations.Nullable;

/** What one look at a profile's file has found. Immutable; has no {@code toString} on purpose. */
final class FileSight {
    static final String HANGS = "does not answer; its file system may hang";

    /** The file is as it was. */
    static final FileSight UNCHANGED = new FileSight(null, null, null, false);

    private final byte @Nullable [] bytes;
    private final @Nullable String failure;
    private final @Nullable Stamp stamp;
    private final boolean quiet;

    private FileSight(byte @Nullable [] bytes, @Nullable String failure, @Nullable Stamp stamp, boolean quiet) {
        this.bytes = bytes;
        this.failure = failure;
        this.stamp = stamp;
        this.quiet = quiet;
    }

    /**
     * @param stamp of the file before it was read
     * @param quiet whether nobody has written to it for a while
     */
    static FileSight read(byte[] bytes, Stamp stamp, boolean quiet) {
        return new FileSight(bytes, null, stamp, quiet);
    }

    /**
     * @param failure why it can't be read, as a predicate
     */
    static FileSight failed(String failure) {
        return new FileSight(null, failure, null, false);
    }

    /** Returns what is in the file, or null where it can't be read or has not changed. */
    byte @Nullable [] bytes() {
        return bytes;
    }

    @Nullable
    String failure() {
        return failure;
    }

    @Nullable
    Stamp stamp() {
        return stamp;
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Returns what differs from what another look has found, if that was something else: so a file need not be kept. */
    String content() {
        if (bytes == null) {
            return String.valueOf(failure);
        }
        // FNV-1a: who writes the file has nothing to gain from two with the same.
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return bytes.length + " " + hash;
    }
}
