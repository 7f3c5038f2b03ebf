package io.github.filevineagent.config;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.FolderLook.Sight;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directory of {@code filevine.profiles-dir}: which profiles its files have, from look to look. What is wrong with a file
 * concerns this file alone, and what is wrong with the directory changes nothing; both are said once. For one thread.
 */
public final class ProfilesDirectory {
    /** How long one look waits for a file with a secret. What hangs may be in order when it is needed; so may what is after it. */
    private static final long SECRETS_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many looks in a row may find that something is about to change before it is told what is wrong all the same. */
    private static final int MOST_UNSETTLED = 5;

    private final String path;
    private final @Nullable ProfilesNews news;

    /** By name. */
    private final Map<String, ProfileFile> files = new TreeMap<>();

    private final FolderWatch watch;
    private final Newcomers newcomers;
    private @Nullable String trouble;
    private List<String> warnings = List.of();
    private boolean hasLooked;
    private Map<String, String> conflicts = Map.of();
    private int unsettledLooks;

    /**
     * @param path the value of {@code filevine.profiles-dir}
     * @param others the profiles that the configuration has without it
     * @param log null where nobody is to be told
     */
    public ProfilesDirectory(String path, List<ProfileConfig> others, @Nullable Log log) {
        this(new DiskFolder(new File(path)), path, others, log, SecretSource.PATIENCE_NANOS);
    }

    /**
     * @param patienceNanos how long a look waits for one file, or for the directory
     */
    ProfilesDirectory(Folder folder, String path, List<ProfileConfig> others, @Nullable Log log, long patienceNanos) {
        this.path = path;
        this.newcomers = new Newcomers(files, others);
        this.news = log == null ? null : new ProfilesNews(log, path);
        this.watch = new FolderWatch(folder, files, patienceNanos);
    }

    /**
     * Looks what there is now.
     *
     * @param nowMillis by the wall clock
     * @param nowNanos by the monotonic clock
     * @return whether to look again in a second, since something is about to change
     */
    public boolean look(long nowMillis, long nowNanos) {
        ProfilesNews.Changes changes = new ProfilesNews.Changes();
        FolderLook look = watch.look(nowMillis, nowNanos);
        note(watch.trouble());
        boolean unsettled = false;
        if (look != null) {
            boolean changed = see(look, nowNanos, changes);
            if (changed || newcomers.areWaiting()) {
                newcomers.admit(changes.added, changes.changed);
            }
            unsettled = isUnsettled();
        }
        unsettledLooks = unsettled ? unsettledLooks + 1 : 0;
        warnings = changes.warnings;
        if (news != null) {
            news.tell(changes, files.values(), trouble == null, unsettled && unsettledLooks < MOST_UNSETTLED);
        }
        return unsettled;
    }

    /** From now on a line tells which profiles are new: those before have another one. For any thread. */
    public void tellNewProfiles() {
        if (news != null) {
            news.tellNewProfiles();
        }
    }

    /** Returns the profiles that there are, by the last look; the same objects where nothing has changed. */
    public List<ProfileConfig> profiles() {
        List<ProfileConfig> profiles = new ArrayList<>();
        for (ProfileFile file : files.values()) {
            ProfileConfig running = file.running();
            if (running != null) {
                profiles.add(running);
            }
        }
        return profiles;
    }

    /** Returns what is wrong with files, by the profile's name. */
    public Map<String, List<Problem>> problems() {
        Map<String, List<Problem>> problems = new TreeMap<>();
        for (ProfileFile file : files.values()) {
            if (!file.problems().isEmpty()) {
                problems.put(file.profile(), file.problems());
            }
        }
        return problems;
    }

    /** Returns what is wrong with the directory, or null. */
    public @Nullable Problem trouble() {
        String wrong = trouble == null && files.isEmpty() ? "has no file NAME.properties" : trouble;
        return wrong == null
                ? null
                : new Problem(
                        Setting.PROFILES_DIR.key(),
                        path,
                        wrong,
                        "a directory with a Java properties file for each profile, NAME.properties");
    }

    /** Returns what the last look has brought up that is valid but should be said. */
    public List<String> warnings() {
        return warnings;
    }

    private void note(@Nullable String reason) {
        if (reason != null) {
            for (ProfileFile file : files.values()) {
                file.stay();
            }
        }
        if (news != null && !Objects.equals(reason, trouble)) {
            news.tellTrouble(reason, files.isEmpty());
        }
        trouble = reason;
    }

    private boolean see(FolderLook look, long nowNanos, ProfilesNews.Changes changes) {
        boolean changed = false;
        long patience = SECRETS_PATIENCE_NANOS;
        for (Map.Entry<String, Sight> sight : look.files().entrySet()) {
            ProfileFile file = files.get(sight.getKey());
            if (file == null) {
                file = new ProfileFile(sight.getKey(), new File(path, sight.getKey()).getPath());
                files.put(sight.getKey(), file);
            }
            Findings findings = new Findings(patience, 0);
            // The later looks know better than a clock, which may be another machine's, whether a file is being
            // written.
            boolean atOnce = !hasLooked && sight.getValue().isQuiet();
            changed |= file.see(sight.getValue(), atOnce, nowNanos, findings);
            for (String warning : findings.warnings()) {
                changes.warnings.add(file.path() + ": " + warning);
                patience = 0;
            }
        }
        hasLooked = true;
        for (Iterator<Map.Entry<String, ProfileFile>> all = files.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, ProfileFile> file = all.next();
            if (!look.files().containsKey(file.getKey()) && file.getValue().miss(nowNanos)) {
                all.remove();
                changed = true;
                if (file.getValue().running() != null) {
                    changes.gone.add(file.getValue().profile());
                }
            }
        }
        return changed;
    }

    /** Conflicts that are new may be the half of a change that concerns several files. */
    private boolean isUnsettled() {
        boolean unsettled = false;
        Map<String, String> before = conflicts;
        conflicts = new HashMap<>();
        for (Map.Entry<String, ProfileFile> file : files.entrySet()) {
            unsettled |= file.getValue().isUnsettled();
            Problem conflict = file.getValue().conflict();
            if (conflict != null) {
                conflicts.put(file.getKey(), conflict.toString());
            }
        }
        return unsettled || !before.equals(conflicts);
    }
}
