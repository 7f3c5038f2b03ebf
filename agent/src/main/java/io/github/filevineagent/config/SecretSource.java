package io.github.filevineagent.config;

import java.io.File;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a credential comes from: given inline, or a file that is read again each time. Immutable. */
public final class SecretSource {
    /** Far more than any credential, and small enough to read a wrong file (a log, a device) without harm. */
    static final int MAX_KIB = 64;

    private final @Nullable Secret inline;
    private final @Nullable File file;

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

    /**
     * Returns the secret, read from its file at this moment, without surrounding white space.
     *
     * @throws IOException that names the file and the reason, if it can't be read, or holds what can't be a credential
     */
    public Secret read() throws IOException {
        if (inline != null) {
            return inline;
        }
        String text = SmallFile.read(Objects.requireNonNull(file), MAX_KIB).trim();
        String flaw = Values.flawOfSecret(text);
        if (flaw != null) {
            throw new IOException(file + " " + flaw);
        }
        return Secret.of(text);
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
