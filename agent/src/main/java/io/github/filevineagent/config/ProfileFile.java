package io.github.filevineagent.config;

import io.github.filevineagent.config.Folder.Stamp;
import io.github.filevineagent.config.FolderLook.Sight;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one profile's file from look to look. What is in it is taken when it has been the same for a while, so
 * that nobody sees half of a file; and where something is wrong with it, the profile that it had before goes on. For one
 * thread.
 */
final class ProfileFile {
    /** Between two looks that find the same. */
    static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String profile;
    private final String path;

    private @Nullable Stamp stamp;

    /** What is in it as far as that counts, and what may count soon; see {@link Sight#content}. */
    private @Nullable String taken;

    private @Nullable String pending;
    private long pendingSinceNanos;
    private boolean missing;
    private long missingSinceNanos;

    /** Of what is taken: the profile, or what is wrong. */
    private @Nullable ProfileConfig candidate;

    private List<Problem> problems = List.of();

    /** Whether that can be mended in another place, the file with a secret. */
    private boolean mendedElsewhere;

    /** Why the candidate can't run beside the others. */
    private @Nullable Problem conflict;

    private @Nullable ProfileConfig running;

    /** What was last said to be wrong. */
    private @Nullable String said;

    ProfileFile(String name, String path) {
        this.profile = FolderLook.profileOf(name);
        this.path = path;
    }

    String profile() {
        return profile;
    }

    String path() {
        return path;
    }

    /** Returns by what a look sees that it need not read the file, or null if it must. */
    @Nullable
    Stamp stamp() {
        return pending == null && !mendedElsewhere ? stamp : null;
    }

    /**
     * Notes what a look has found. Returns whether there is another profile to be had now, or none any more.
     *
     * @param atOnce whether what is in it counts although no other look has found the same
     * @param findings with the patience for the files with secrets
     */
    boolean see(Sight sight, boolean atOnce, long nowNanos, Findings findings) {
        missing = false;
        if (sight == Sight.UNCHANGED) {
            return false;
        }
        String content = sight.content();
        boolean isNew = !content.equals(taken);
        if (isNew && !atOnce && !isStable(content, nowNanos)) {
            return false;
        }
        stamp = sight.stamp();
        taken = content;
        pending = null;
        return (isNew || mendedElsewhere) && take(sight, findings);
    }

    private boolean isStable(String content, long nowNanos) {
        if (!content.equals(pending)) {
            pending = content;
            pendingSinceNanos = nowNanos;
        }
        return nowNanos - pendingSinceNanos >= STABLE_NANOS;
    }

    private boolean take(Sight sight, Findings findings) {
        ProfileFileReader reader = new ProfileFileReader(profile, path);
        ProfileConfig before = candidate;
        boolean isRight = reader.check(sight, findings);
        candidate = isRight ? sameOr(running, sameOr(before, reader.read(sight, findings))) : null;
        mendedElsewhere = isRight && candidate == null;
        problems = List.copyOf(findings.problems());
        return candidate != before;
    }

    /** A file can differ in what does not matter, such as a comment. */
    private static @Nullable ProfileConfig sameOr(@Nullable ProfileConfig known, @Nullable ProfileConfig read) {
        return known != null && read != null && known.isSameAs(read) ? known : read;
    }

    /** Notes that a look has not found it. Returns whether it is gone. */
    boolean miss(long nowNanos) {
        if (!missing) {
            missing = true;
            missingSinceNanos = nowNanos;
        }
        return nowNanos - missingSinceNanos >= STABLE_NANOS;
    }

    /** It can't be told at present whether it is there. */
    void stay() {
        missing = false;
    }

    /** Whether another look, soon, may find that what this one has found counts. */
    boolean isUnsettled() {
        return missing || pending != null;
    }

    /** Returns the profile that is in it and does not run yet, or null. */
    @Nullable
    ProfileConfig newcomer() {
        return candidate == running ? null : candidate;
    }

    /** Returns the profile that runs, or null. */
    @Nullable
    ProfileConfig running() {
        return running;
    }

    /** Lets the newcomer run. */
    void admit() {
        running = candidate;
    }

    /** Keeps the newcomer from running, for this reason, or for none. */
    void refuse(@Nullable Problem reason) {
        conflict = reason;
    }

    /** Returns what keeps the newcomer from running, or null. */
    @Nullable
    Problem conflict() {
        return conflict;
    }

    /** Returns what is wrong with it, the first thing to mend first. */
    List<Problem> problems() {
        return conflict == null ? problems : List.of(conflict);
    }

    /** Returns what is wrong, and was not said yet; null where nothing is. */
    @Nullable
    String takeNews() {
        List<Problem> wrong = problems();
        String news = null;
        if (!wrong.isEmpty()) {
            String further = wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more, which 'check' shows)";
            news = wrong.get(0) + further;
        }
        if (Objects.equals(news, said)) {
            return null;
        }
        if (news != null) {
            said = news;
        }
        return news;
    }

    /** Returns whether something was said to be wrong that no longer is. */
    boolean takeEndOfProblems() {
        boolean mended = said != null && problems().isEmpty() && !isUnsettled();
        if (mended) {
            said = null;
        }
        return mended;
    }
}
