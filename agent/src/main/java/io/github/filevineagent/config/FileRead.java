package io.github.filevineagent.config;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to read a small text file, on a thread of its own: a file system can hang, such as one of a server that is
 * gone, and in Java nothing ends a read that does. For one attempt; thread-safe.
 */
final class FileRead extends Thread {
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
                text = SmallFile.read(file, maxKib);
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
}
