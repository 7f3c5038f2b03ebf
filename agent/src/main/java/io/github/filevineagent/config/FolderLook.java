package io.github.filevineagent.config;

import io.github.filevineagent.config.Folder.Stamp;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One look at the files of a directory, on a thread of its own: a file system can hang, and in Java nothing ends what does. A
 * file that hangs holds up this look, and the next one leaves it out. Thread-safe.
 */
final class FolderLook extends Thread {
    /** The most that is read of a file. */
    static final int MAX_KIB = 1024;

    /** Since when a file must have been left alone for what is in it to be all that somebody is writing. */
    static final long QUIET_MILLIS = TimeUnit.SECONDS.toMillis(2);

    /** Stands for the entry of a file at which a look hangs, before a next one has seen it. */
    static final Object UNKNOWN = new Object();

    private static final String SUFFIX = ".properties";

    private final Folder folder;
    private final Map<String, Stamp> known;
    private final Map<String, Object> hanging;
    private final long nowMillis;

    private final Map<String, Sight> files = new TreeMap<>();
    private final Map<String, Object> leftOut = new HashMap<>();
    private @Nullable Object identity;
    private @Nullable IOException failure;

    /** What it is at; null for the directory itself. */
    private volatile @Nullable String current;

    private volatile long progressNanos = System.nanoTime();

    /**
     * @param known the files that are not read unless they differ from this
     * @param hanging the files at which others hang. They are left out, but where there is another entry of that name by now
     *     than the one that is given here
     * @param nowMillis by the wall clock
     */
    FolderLook(Folder folder, Map<String, Stamp> known, Map<String, Object> hanging, long nowMillis) {
        // Inherits nothing; a daemon, so that a directory that hangs does not keep the JVM.
        super(null, null, "filevine-agent-file", 0, false);
        this.folder = folder;
        this.known = known;
        this.hanging = hanging;
        this.nowMillis = nowMillis;
        setDaemon(true);
        setContextClassLoader(FolderLook.class.getClassLoader());
    }

    /** Whether it is a profile's: not hidden, as are those that an editor or a volume of Kubernetes has for itself. */
    private static boolean isProfile(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    /** Returns the name of the profile. */
    static String profileOf(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }

    @Override
    public void run() {
        try {
            identity = folder.identity();
            for (String name : folder.names()) {
                if (isProfile(name)) {
                    current = name;
                    progressNanos = System.nanoTime();
                    files.put(name, isToBeLeftOut(name) ? Sight.failed(Sight.HANGS) : look(name));
                }
            }
        } catch (IOException e) {
            failure = e;
        } catch (Throwable t) {
            failure = new IOException("can't be read (" + t + ")", t);
        }
    }

    private boolean isToBeLeftOut(String name) {
        Object before = hanging.get(name);
        if (before == null) {
            return false;
        }
        try {
            Object entry = folder.entry(name);
            if (before != UNKNOWN && !before.equals(entry)) {
                return false;
            }
            leftOut.put(name, entry);
        } catch (IOException e) {
            // It has gone just now, which the next look sees.
        }
        return true;
    }

    private Sight look(String name) {
        try {
            Stamp before = folder.stamp(name);
            if (!before.isRegular()) {
                return Sight.failed("is not a file");
            }
            if (before.size() > MAX_KIB * 1024L) {
                return Sight.failed("is larger than " + MAX_KIB + " KiB");
            }
            if (before.isSameAs(known.get(name))) {
                return Sight.UNCHANGED;
            }
            byte[] bytes = folder.read(name, MAX_KIB * 1024 + 1);
            if (bytes.length > MAX_KIB * 1024) {
                return Sight.failed("is larger than " + MAX_KIB + " KiB");
            }
            Stamp after = folder.stamp(name);
            boolean quiet = before.isSameAs(after) && nowMillis - before.modifiedMillis() >= QUIET_MILLIS;
            return Sight.read(bytes, before, quiet);
        } catch (IOException e) {
            return Sight.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Such as of a name that the system's encoding does not have.
            return Sight.failed("can't be read (" + e + ")");
        }
    }

    /** Waits for its end, and returns whether it has come. It has not if nothing has been heard for that long. */
    boolean await(long patienceNanos) {
        boolean interrupted = false;
        long left = patienceNanos;
        while (isAlive() && left > 0) {
            try {
                join(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            } catch (InterruptedException e) {
                // Nothing of ours does this, and it is not for long.
                interrupted = true;
            }
            left = progressNanos + patienceNanos - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isAlive();
    }

    /** Returns the file that it is at, or null for the directory itself. */
    @Nullable
    String current() {
        return current;
    }

    /** Returns why the directory can't be read, or null. After its end, as the following. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Nullable
    Object identity() {
        return identity;
    }

    /** Returns the entries of those files that were left out. */
    Map<String, Object> leftOut() {
        return leftOut;
    }

    /** Returns the profiles' files by name. */
    Map<String, Sight> files() {
        return files;
    }

    /** What one look at a profile's file has found. Immutable; has no {@code toString} on purpose. */
    static final class Sight {
        static final String HANGS = "does not answer; its file system may hang";

        /** The file is as it was. */
        static final Sight UNCHANGED = new Sight(null, null, null, false);

        private final byte @Nullable [] bytes;
        private final @Nullable String failure;
        private final @Nullable Stamp stamp;
        private final boolean quiet;

        private Sight(byte @Nullable [] bytes, @Nullable String failure, @Nullable Stamp stamp, boolean quiet) {
            this.bytes = bytes;
            this.failure = failure;
            this.stamp = stamp;
            this.quiet = quiet;
        }

        /**
         * @param stamp of the file before it was read
         * @param quiet whether nobody has written to it for a while
         */
        static Sight read(byte[] bytes, Stamp stamp, boolean quiet) {
            return new Sight(bytes, null, stamp, quiet);
        }

        /**
         * @param failure why it can't be read, as a predicate
         */
        static Sight failed(String failure) {
            return new Sight(null, failure, null, false);
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
}
