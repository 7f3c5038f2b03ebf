package io.github.filevineagent.config;

import java.io.IOException;
import java.util.List;
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
    FileStamp stamp(String name) throws IOException;

    /**
     * Returns what is in a file. Follows links.
     *
     * @param most of the bytes that are returned
     */
    byte[] read(String name, int most) throws IOException;
}
