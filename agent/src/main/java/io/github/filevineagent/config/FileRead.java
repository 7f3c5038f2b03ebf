package io.github.filevineagent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to read a small text file whole, on a thread of its own: a file system can hang, such as one of a server that is
 * gone, and in Java nothing ends a read that does. Says in plain words why a file can't be read. For one attempt; thread-safe.
 */
final class FileRead extends Thread {
    private static final int KIB = 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** What the JDK decodes malformed bytes to. */
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private final File file;
    private final int maxKib;
    private final @Nullable FileRead hanging;
    private final long startNanos = System.nanoTime();

    private volatile boolean abandoned;
    private volatile boolean looked;
    private boolean regular;
    private long modified;
    private long length;
    private @Nullable String text;
    private @Nullable IOException failure;

    /**
     * @param maxKib the most that is read
     * @param hanging an earlier attempt that hangs, to be left alone unless there is another file now; or null
     */
    FileRead(File file, int maxKib, @Nullable FileRead hanging) {
        // Inherits nothing; a daemon, so that a file that hangs does not keep the JVM.
        super(null, null, "filevine-agent-file", 0, false);
        this.file = file;
        this.maxKib = maxKib;
        this.hanging = hanging;
        setDaemon(true);
        setContextClassLoader(FileRead.class.getClassLoader());
    }

    @Override
    public void run() {
        try {
            regular = file.isFile();
            modified = file.lastModified();
            length = file.length();
            looked = true;
            if (hanging != null && hanging.isAlive() && isOfTheFileOf(hanging)) {
                failure = hanging.noAnswer();
            } else {
                text = read(file, maxKib);
            }
        } catch (IOException e) {
            failure = e;
        } catch (Throwable t) {
            failure = new IOException(file + " can't be read (" + t + ")", t);
        }
    }

    private boolean isOfTheFileOf(FileRead other) {
        return regular == other.regular && modified == other.modified && length == other.length;
    }

    /**
     * Waits for the outcome.
     *
     * @throws IOException that names the file and the reason, which may be that there is no outcome in time
     */
    String await(long nanos) throws IOException {
        try {
            join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(file + " was not read, as the reader was interrupted");
        }
        if (isAlive()) {
            abandoned = true;
            throw noAnswer();
        }
        IOException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return String.valueOf(text);
    }

    IOException noAnswer() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        return new IOException(file + " has not answered for " + seconds + " s; its file system may hang");
    }

    /** Whether somebody has given up on it and it has not ended since. */
    boolean hangs() {
        return abandoned && isAlive();
    }

    /** Whether it has found out what file there is. What hangs before that, as on a dead file system, hangs for any other. */
    boolean hasLooked() {
        return looked;
    }

    /**
     * Returns the text of a UTF-8 file, without a byte order mark.
     *
     * @param maxKib the most that is read; a larger file is refused, so that a log or a device does no harm
     * @throws IOException whose message names the file and the reason, and shows nothing of the content
     */
    static String read(File file, int maxKib) throws IOException {
        byte[] bytes;
        try (FileInputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes(maxKib * KIB + 1);
        } catch (IOException e) {
            throw new IOException(file + " " + reason(file, e) + tried(file), e);
        }
        if (bytes.length > maxKib * KIB) {
            throw new IOException(file + " is larger than " + maxKib + " KiB");
        }
        try {
            return text(bytes);
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    /**
     * Returns what bytes say in UTF-8, without a byte order mark.
     *
     * @throws IOException whose message is a predicate for the file that has them
     */
    static String text(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT_CHARACTER) >= 0) {
            throw new IOException("is not UTF-8 text");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The JDK's message depends on the operating system and its language. */
    static String reason(File file, IOException e) {
        if (file.isDirectory()) {
            return "is a directory";
        }
        if (!file.exists()) {
            File barred = directoryThatBars(file);
            return barred == null
                    ? "does not exist"
                    : "can't be reached: the user of this JVM" + userName() + " may not enter the directory " + barred
                            + " (permission denied)";
        }
        if (!file.canRead()) {
            return "is not readable (permission denied)";
        }
        return "can't be read (" + e.getMessage() + ")";
    }

    /**
     * Returns the directory on the way to a file whose content this user may not look at, or null if there is none: behind it
     * nothing seems to exist.
     */
    private static @Nullable File directoryThatBars(File file) {
        File directory = file.getAbsoluteFile().getParentFile();
        while (directory != null && !directory.exists()) {
            directory = directory.getParentFile();
        }
        return directory != null && directory.isDirectory() && !directory.canExecute() ? directory : null;
    }

    private static String userName() {
        String name = System.getProperty("user.name");
        return name == null ? "" : ", " + name + ",";
    }

    /** Says where a file has been looked for, unless that is what the path says. */
    private static String tried(File file) {
        if (file.isAbsolute()) {
            return "";
        }
        String tried = "; tried " + file.getAbsolutePath() + ", since ";
        return file.getPath().startsWith("~")
                ? tried
                        + "nobody has replaced the ~, as a shell does at the beginning of a word: write the directory out"
                : tried + "a relative path begins where the JVM was started";
    }
}
