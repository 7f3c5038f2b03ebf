package io.github.filevineagent.config;

import io.github.filevineagent.config.Folder.Stamp;
import io.github.filevineagent.config.FolderLook.Sight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a directory again and again, whatever hangs: a look that does is left behind, and the next one leaves out the file
 * that it is at. Reads again what has changed, and takes no other directory for this one. For one thread.
 */
final class FolderWatch {
    /** What can be seen without reading a file may deceive, so all are read that often. */
    private static final long READ_ALL_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Each holds a thread. The next look leaves out what they are at. */
    private static final int MOST_HANGING = 4;

    /** A directory that hangs can be replaced by one that does not, as when it is mounted anew. */
    private static final long RETRY_HANGING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Folder folder;
    private final Map<String, ProfileFile> files;
    private final long patienceNanos;

    private final List<FolderLook> hanging = new ArrayList<>();
    private final Map<String, Object> leftOut = new HashMap<>();
    private long hangingSinceNanos;
    private @Nullable Object identity;
    private @Nullable String trouble;
    private boolean readAll = true;
    private long readAllNanos;

    /**
     * @param files what is known from earlier looks, by name
     * @param patienceNanos how long a look waits for one file, or for the directory
     */
    FolderWatch(Folder folder, Map<String, ProfileFile> files, long patienceNanos) {
        this.folder = folder;
        this.files = files;
        this.patienceNanos = patienceNanos;
    }

    /** Returns what keeps the directory from being read, as a predicate, or null for nothing. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /**
     * Returns a look that has come to its end, and has seen the directory with the profiles. Null where there was none, and then
     * {@link #trouble} says why.
     */
    @Nullable
    FolderLook look(long nowMillis, long nowNanos) {
        for (int i = hanging.size() - 1; i >= 0; i--) {
            if (!hanging.get(i).isAlive()) {
                FolderLook unused = hanging.remove(i);
            }
        }
        while (mayLook(nowNanos)) {
            FolderLook look = new FolderLook(folder, known(nowNanos), hangingFiles(), nowMillis);
            look.start();
            if (look.await(patienceNanos)) {
                return usable(look);
            }
            hanging.add(look);
            hangingSinceNanos = nowNanos;
            leftOut.keySet().remove(look.current());
        }
        trouble = Sight.HANGS;
        return null;
    }

    private boolean mayLook(long nowNanos) {
        boolean directoryHangs = false;
        for (FolderLook look : hanging) {
            directoryHangs |= look.current() == null;
        }
        return hanging.size() <= MOST_HANGING
                && !(directoryHangs && nowNanos - hangingSinceNanos < RETRY_HANGING_NANOS);
    }

    /** Returns the files at which looks hang, each with the entry that was there then, as far as is known. */
    private Map<String, Object> hangingFiles() {
        Map<String, Object> names = new HashMap<>();
        for (FolderLook look : hanging) {
            String name = look.current();
            if (name != null) {
                names.put(name, leftOut.getOrDefault(name, FolderLook.UNKNOWN));
            }
        }
        return names;
    }

    private Map<String, Stamp> known(long nowNanos) {
        Map<String, Stamp> known = new HashMap<>();
        if (readAll || nowNanos - readAllNanos >= READ_ALL_NANOS) {
            readAll = true;
            readAllNanos = nowNanos;
            return known;
        }
        for (Map.Entry<String, ProfileFile> file : files.entrySet()) {
            Stamp stamp = file.getValue().stamp();
            if (stamp != null) {
                known.put(file.getKey(), stamp);
            }
        }
        return known;
    }

    /** Returns the look, unless what it has seen is not the directory with the profiles, as while that is being mounted. */
    private @Nullable FolderLook usable(FolderLook look) {
        IOException failure = look.failure();
        Object now = look.identity();
        if (failure != null) {
            trouble = String.valueOf(failure.getMessage());
            return null;
        }
        if (look.files().isEmpty() && !files.isEmpty() && identity != null && !identity.equals(now)) {
            trouble = "is another directory than before, and empty";
            return null;
        }
        readAll = false;
        identity = now;
        leftOut.putAll(look.leftOut());
        leftOut.keySet().retainAll(hangingFiles().keySet());
        trouble = null;
        return look;
    }
}
