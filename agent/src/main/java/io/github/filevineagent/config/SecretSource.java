package io.github.filevineagent.config;

import io.github.filevineagent.config.Form.InvalidValue;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a credential comes from: given inline, or a file that is read again each time. Thread-safe. */
public final class SecretSource {
    /** Far more than any credential, and small enough to read a wrong file (a log, a device) without harm. */
    static final int MAX_KIB = 64;

    /** How the path of such a file is written. Whether there is one is for who reads it to say. */
    static final Form<String> FILE =
            new Form.Path("", "the path of a file of at most " + MAX_KIB + " KiB with nothing but the secret");

    /** How long an application that starts waits for its files. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final @Nullable Secret inline;
    private final @Nullable File file;

    /** Guarded by this. A file can hang for days: one thread of ours may hang with it, not one for each attempt. */
    private @Nullable FileRead latest;

    private @Nullable FileRead hanging;

    private SecretSource(@Nullable Secret inline, @Nullable File file) {
        this.inline = inline;
        this.file = file;
    }

    public static SecretSource inline(Secret secret) {
        return new SecretSource(secret, null);
    }

    public static SecretSource file(File file) {
        return new SecretSource(null, file);
    }

    /** As {@link #read(long)}, with the patience of somebody who starts an application. */
    public Secret read() throws IOException {
        return read(PATIENCE_NANOS);
    }

    /**
     * Returns the secret, read from its file at this moment, without surrounding white space.
     *
     * @param nanos how long to wait for the file
     * @throws IOException that names the file and the reason, if it can't be read, or holds what can't be a credential
     */
    public Secret read(long nanos) throws IOException {
        if (inline != null) {
            return inline;
        }
        FileRead read = beginRead();
        String text;
        try {
            text = read.await(nanos).trim();
        } finally {
            forgetIfEnded(read);
        }
        try {
            return Form.SECRET.valueOf(text);
        } catch (InvalidValue e) {
            throw new IOException(file + " " + e.predicate(), e);
        }
    }

    /**
     * Returns an attempt in progress, or a new one. Where an attempt hangs, a new one first looks whether there is another
     * file by now, as when somebody has replaced it or mounted its file system anew; unless it is in this look that the
     * other hangs.
     */
    private synchronized FileRead beginRead() throws IOException {
        FileRead earlier = latest;
        if (earlier != null && earlier.isAlive()) {
            if (!earlier.hangs()) {
                return earlier;
            }
            if (!earlier.hasLooked()) {
                throw earlier.noAnswer();
            }
            hanging = earlier;
        }
        FileRead read = new FileRead(Objects.requireNonNull(file), MAX_KIB, hanging);
        read.start();
        latest = read;
        return read;
    }

    /** So that what it has read is not kept in memory. */
    private synchronized void forgetIfEnded(FileRead read) {
        if (latest == read && !read.isAlive()) {
            latest = null;
        }
    }

    /** Whether the last attempt to read the file has not ended. */
    synchronized boolean hangs() {
        return latest != null && latest.hangs();
    }

    /** Returns whether another one is in the same place or, given inline, the same secret. */
    boolean isSameAs(@Nullable SecretSource other) {
        return other != null && Objects.equals(inline, other.inline) && Objects.equals(file, other.file);
    }

    /** Returns the file, or null where the secret is given inline. */
    public @Nullable File file() {
        return file;
    }

    public boolean isFile() {
        return file != null;
    }

    /** Says where the secret is, never what it is. */
    @Override
    public String toString() {
        return file == null ? "given inline" : "file " + file;
    }
}
