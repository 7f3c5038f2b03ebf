package io.github.filevineagent.config;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A directory as it is on the disk, or as a test has it. What it is asked can take for ever. */
interface Folder {
    /** Returns what tells this directory from another one with the same path, or null where the system has nothing like it. */
    @Nullable
    Object identity() throws IOException;

    /** Returns the names of what is in it, in no order. */
    List<String> names() throws IOException;

    /** Returns what shows that there is another file, or another link, of that name. Follows no link. */
    Object entry(String name) throws IOException;

    /** Returns what shows that a file has changed. Follows links. */
    Stamp stamp(String name) throws IOException;

    /**
     * Returns what is in a file. Follows links.
     *
     * @param most of the bytes that are returned
     */
    byte[] read(String name, int most) throws IOException;

    /** By what one sees that a file is another one than before, or has been written to, without reading it. Immutable. */
    final class Stamp {
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
        Stamp(boolean regular, long size, long modifiedMillis, long modifiedNanos, @Nullable Object identity) {
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

        boolean isSameAs(@Nullable Stamp other) {
            return other != null
                    && regular == other.regular
                    && size == other.size
                    && modifiedMillis == other.modifiedMillis
                    && modifiedNanos == other.modifiedNanos
                    && Objects.equals(identity, other.identity);
        }
    }
}
