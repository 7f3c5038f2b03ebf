package io.github.filevineagent.token;

import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.SecretSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files with secrets that every user of the machine may read. On a file system that is mounted read-only, as
 * containers mount secrets, there is nobody else, and nothing that could be changed: none of those are found. Nor where the file
 * system has no such permissions.
 *
 * <p>It asks file systems, which may hang: nothing that matters may wait for it.
 */
public final class OpenSecrets implements Runnable {
    private static final int MOST_SHOWN = 3;

    private final List<ProfileConfig> profiles;
    private final List<String> open = new ArrayList<>();

    public OpenSecrets(List<ProfileConfig> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    @Override
    public void run() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<File> files = new LinkedHashSet<>();
        for (ProfileConfig profile : profiles) {
            add(files, profile, profile.pat());
            add(files, profile, profile.clientSecret());
        }
        for (File file : files) {
            if (isOpen(file.toPath())) {
                synchronized (this) {
                    open.add(file.toString());
                }
            }
        }
    }

    /** Returns one line about those that have been found so far, or none. */
    public synchronized List<String> warnings() {
        if (open.isEmpty()) {
            return List.of();
        }
        List<String> shown = open.subList(0, Math.min(open.size(), MOST_SHOWN));
        return List.of("any user of this machine may read " + String.join(", ", shown)
                + (shown.size() == open.size() ? "" : " and " + (open.size() - shown.size()) + " more")
                + ", and with it a secret: let only the application's user read it (chmod 400, chown)");
    }

    /** A secret that has no file of its own stands in the profile's, if that has one. */
    private static void add(Set<File> files, ProfileConfig profile, @Nullable SecretSource source) {
        if (source == null) {
            return;
        }
        File own = source.file();
        String ofProfile = profile.file();
        if (own != null) {
            files.add(own);
        } else if (ofProfile != null) {
            files.add(new File(ofProfile));
        }
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    && !Files.getFileStore(file).isReadOnly()
                    && othersGetTo(file.toRealPath());
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            // Whether it can be read is said elsewhere.
            return false;
        }
    }

    /** Whether each directory on the way lets others through. */
    private static boolean othersGetTo(Path file) throws IOException {
        for (Path directory = file.getParent(); directory != null; directory = directory.getParent()) {
            if (!Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
