package io.github.filevineagent.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By what one sees that a file is another one than before, or has been written to, without reading it. Immutable. */
final class FileStamp {
    private final boolean regular;
    private final long size;
    private final long modifiedMillis;
    private final long modifiedNanos;
    private final @Nullable Object identity;

    /**
     * @param regular false for what is no file to read, such as a directory or a pipe
     * @param modifiedMillis when it was last modified, by the wall clock of whoever has the file
     * @param modifiedNanos the same as precisely as the system has it, from any moment on
     * @param identity of the file itself, and not of a link to it; null where the system has nothing like it
     */
    FileStamp(boolean regular, long size, long modifiedMillis, long modifiedNanos, @Nullable Object identity) {
        this.regular = regular;
        this.size = size;
        this.modifiedMillis = modifiedMillis;
        this.modifiedNanos = modifiedNanos;
        this.identity = identity;
    }

    boolean isRegular() {
        return regular;
    }

    long size() {
        return size;
    }

    long modifiedMillis() {
        return modifiedMillis;
    }

    boolean isSameAs(@Nullable FileStamp other) {
        return other != null
                && regular == other.regular
                && size == other.size
                && modifiedMillis == other.modifiedMillis
                && modifiedNanos == other.modifiedNanos
                && Objects.equals(identity, other.identity);
    }
}
