package io.github.filevineagent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a credential comes from: given inline, or a file that is read again each time. Immutable. */
public final class SecretSource {
    /** Far more than any credential, and small enough to read a wrong file (a log, a device) without harm. */
    private static final int MAX_BYTES = 64 * 1024;

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
     * @throws IOException that names the file, if it can't be read, is empty, or is too large to be a credential
     */
    public Secret read() throws IOException {
        if (inline != null) {
            return inline;
        }
        byte[] bytes;
        try (FileInputStream in = new FileInputStream(java.util.Objects.requireNonNull(file))) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES + " bytes and can't be a credential");
        }
        String text = new String(bytes, StandardCharsets.UTF_8).trim();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty");
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
