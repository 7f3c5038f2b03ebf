package io.github.filevineagent.config;

import io.github.filevineagent.common.Log;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells in the log what becomes of the directory of profiles and of its files, each thing once. For one thread, but for
 * {@link #tellNewProfiles}.
 */
final class ProfilesNews {
    private static final String KEY = Setting.PROFILES_DIR.key();

    /** A line that people read. */
    private static final int MOST_NAMES_TOLD = 10;

    /** The others are told after the next look. */
    private static final int MOST_PROBLEMS_TOLD = 20;

    private final Log log;
    private final String directory;
    private boolean toldEmpty;
    private volatile boolean tellsNewProfiles;

    ProfilesNews(Log log, String path) {
        this.log = log;
        this.directory = KEY + ": " + path;
    }

    /** From now on a line tells which profiles are new. For any thread. */
    void tellNewProfiles() {
        tellsNewProfiles = true;
    }

    /**
     * Tells that something else than before keeps the directory from being read, or nothing any more.
     *
     * @param reason as a predicate; null for nothing
     * @param none whether there are no profiles from it
     */
    void tellTrouble(@Nullable String reason, boolean none) {
        if (reason == null) {
            log.info(directory + " can be read now.");
        } else {
            log.warn(directory + " " + reason + ". "
                    + (none
                            ? "There are no profiles from it before it can be read."
                            : "The profiles from it go on as they are."));
        }
    }

    /**
     * Tells what has come of a look.
     *
     * @param files all that there are
     * @param readable whether the directory could be read
     * @param changing whether something else may be wrong, or nothing, when what is about to change has done so
     */
    void tell(Changes changes, Collection<ProfileFile> files, boolean readable, boolean changing) {
        for (String warning : changes.warnings) {
            log.warn(warning);
        }
        if (files.isEmpty() && readable && !toldEmpty) {
            toldEmpty = true;
            log.warn(directory + " has no file NAME.properties yet, so there are no profiles from it.");
        }
        // The agent's first line names those that it starts with.
        if (tellsNewProfiles && !changes.added.isEmpty()) {
            log.info(KEY + ": new profiles: " + some(changes.added) + ".");
        }
        if (!changes.changed.isEmpty()) {
            log.info(KEY + ": changed profiles, whose tokens are exchanged anew: " + some(changes.changed) + ".");
        }
        if (!changes.gone.isEmpty()) {
            log.info(KEY + ": profiles that are gone, and their tokens with them: " + some(changes.gone) + ".");
        }
        List<String> mended = new ArrayList<>();
        int told = 0;
        for (ProfileFile file : files) {
            if (file.takeEndOfProblems()) {
                mended.add(file.path());
            }
            String problem = changing || told == MOST_PROBLEMS_TOLD ? null : file.takeNews();
            if (problem != null) {
                told++;
                log.warn(problem
                        + (file.running() == null
                                ? ". There is no profile from it until that is mended."
                                : ". The profile goes on as it was before."));
            }
        }
        if (!mended.isEmpty()) {
            log.info(KEY + ": nothing is wrong any more with " + some(mended) + ".");
        }
    }

    private static String some(List<String> names) {
        int further = names.size() - MOST_NAMES_TOLD;
        return further <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES_TOLD)) + " and " + further + " more";
    }

    /** What has come of one look, by the names of profiles. Immutable once it is over. */
    static final class Changes {
        final List<String> added = new ArrayList<>();
        final List<String> changed = new ArrayList<>();
        final List<String> gone = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
    }
}
