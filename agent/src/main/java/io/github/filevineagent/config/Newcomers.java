package io.github.filevineagent.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which of the profiles that are in files and do not run yet can run beside the others. For one thread. */
final class Newcomers {
    private final Map<String, ProfileFile> files;
    private final List<ProfileConfig> others;

    /**
     * @param files whose profiles these are, as there are when it is asked
     * @param others the profiles that have no file, and go before
     */
    Newcomers(Map<String, ProfileFile> files, List<ProfileConfig> others) {
        this.files = files;
        this.others = List.copyOf(others);
    }

    /** Returns whether there are any that were refused. */
    boolean areWaiting() {
        boolean refused = false;
        for (ProfileFile file : files.values()) {
            refused |= file.newcomer() != null;
        }
        return refused;
    }

    /**
     * Lets the newcomers run that can run beside all others. Who runs goes before who comes. But those that change in one look
     * are looked at together, so that two files can swap their organisations. Who is refused goes on as before, which can be in
     * the way of another newcomer: hence the loop, in which more and more are refused.
     *
     * @param added where the names of those go that come
     * @param changed where the names of those go that run anew
     */
    void admit(List<String> added, List<String> changed) {
        for (ProfileFile file : files.values()) {
            file.refuse(null);
        }
        Set<ProfileFile> refused = new HashSet<>();
        boolean again = true;
        while (again) {
            again = refuseNewcomers(refused);
        }
        for (ProfileFile file : files.values()) {
            if (file.newcomer() != null && !refused.contains(file)) {
                (file.running() == null ? added : changed).add(file.profile());
                file.admit();
            }
        }
    }

    /** Returns whether those that were refused may be in the way of others. */
    private boolean refuseNewcomers(Set<ProfileFile> refused) {
        Neighbours neighbours = new Neighbours(others);
        for (ProfileFile file : files.values()) {
            ProfileConfig running = file.running();
            if (running != null && (file.newcomer() == null || refused.contains(file))) {
                Problem unused = neighbours.admit(running);
            }
        }
        boolean again = false;
        for (ProfileFile file : files.values()) {
            ProfileConfig newcomer = file.newcomer();
            if (newcomer != null && !refused.contains(file)) {
                Problem problem = neighbours.admit(newcomer);
                if (problem != null) {
                    file.refuse(problem);
                    refused.add(file);
                    again |= file.running() != null;
                }
            }
        }
        return again;
    }

    /** Profiles that can run beside each other. */
    private static final class Neighbours {
        private final HostOwners owners = new HostOwners();
        private final Map<String, ProfileConfig> byEnvironmentName = new HashMap<>();

        Neighbours(List<ProfileConfig> first) {
            for (ProfileConfig profile : first) {
                Problem unused = admit(profile);
            }
        }

        /** Returns what keeps it from running beside those before it, or null; then it is one of them. */
        @Nullable
        Problem admit(ProfileConfig profile) {
            String name = Sources.environmentName(profile.name());
            ProfileConfig other = byEnvironmentName.get(name);
            Problem problem = other == null ? owners.admit(profile) : sameName(profile, other);
            if (problem == null) {
                byEnvironmentName.put(name, profile);
            }
            return problem;
        }

        private static Problem sameName(ProfileConfig profile, ProfileConfig other) {
            String where =
                    other.file() == null ? "is named by " + Setting.PROFILES.key() : "has the file " + other.file();
            return new Problem(
                    "profile " + profile.name(),
                    "file " + profile.file(),
                    profile.name().equals(other.name())
                            ? where + ", too"
                            : "differs from profile " + other.name() + ", which " + where
                                    + ", in nothing but case, - and _",
                    "one of the two, or another name for one of them");
        }
    }
}
