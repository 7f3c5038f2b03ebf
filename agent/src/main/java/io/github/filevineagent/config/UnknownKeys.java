package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reports keys that nothing reads, which are typing mistakes, by system property and in the configuration file.
 *
 * <p>Not environment variables: what else begins with {@code FILEVINE_} can be the application's own. Never shows a value:
 * that of {@code filevine.patt} is a secret.
 */
final class UnknownKeys {
    private static final String ACCEPTED = "the keys that 'java -jar filevine-agent.jar properties' prints";

    /** In their order; there may be a thousand. */
    private final Set<String> profiles;

    private final Findings findings;
    private final Set<String> strangers = new TreeSet<>();

    UnknownKeys(List<String> profiles, Findings findings) {
        this.profiles = new LinkedHashSet<>(profiles);
        this.findings = findings;
    }

    void report(Sources sources) {
        Set<String> unknown = new TreeSet<>();
        for (String key : sources.systemPropertyNames()) {
            if (key.startsWith(Setting.PREFIX) && !isKnown(key)) {
                unknown.add(key);
            }
        }
        for (String key : unknown) {
            report(key, SettingValue.FROM_SYSTEM_PROPERTY);
        }
        ConfigFile file = sources.configFile();
        if (file != null) {
            reportFile(file);
        }
    }

    private void reportFile(ConfigFile file) {
        Set<String> unknown = new TreeSet<>();
        for (String key : file.keys()) {
            if (!isKnown(key) || key.equals(Setting.CONFIG_FILE.key())) {
                unknown.add(key);
            }
        }
        for (String key : unknown) {
            if (key.equals(Setting.CONFIG_FILE.key())) {
                findings.problem(new Problem(
                        key,
                        file.source(),
                        "can't be set in the file that it names",
                        "a system property, or the environment variable " + Sources.environmentName(key)));
            } else if (key.startsWith(Setting.PREFIX)) {
                report(key, file.source());
            } else {
                reportWithoutPrefix(key, file.source());
            }
        }
    }

    private boolean isKnown(String key) {
        if (!key.startsWith(Setting.PREFIX)) {
            return false;
        }
        String profile = profileOf(key);
        if (profile == null) {
            return Setting.withSuffix(key.substring(Setting.PREFIX.length())) != null;
        }
        Setting setting = Setting.withSuffix(suffixIn(profile, key));
        return profiles.contains(profile) && setting != null && setting.isPerProfile();
    }

    private void report(String key, String source) {
        String profile = profileOf(key);
        if (profile != null && !profiles.contains(profile)) {
            reportStranger(profile, source);
            return;
        }
        List<String> candidates = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (profile == null) {
                candidates.add(setting.key());
            } else if (setting.isPerProfile()) {
                candidates.add(Section.PROFILE_PREFIX + profile + "." + setting.suffix());
            } else if (setting.suffix().equals(suffixIn(profile, key))) {
                findings.problem(
                        new Problem(key, source, "is no setting of a profile", setting.key() + ", for all of them"));
                return;
            }
        }
        String wrong = "is no known key (did you mean " + Suggestion.nearest(key, candidates) + "?)";
        findings.problem(new Problem(key, source, wrong, ACCEPTED));
    }

    /** Once for each, not for each of its keys. */
    private void reportStranger(String profile, String source) {
        if (strangers.add(profile)) {
            String known = profiles.isEmpty() ? "which names none" : "which names " + String.join(", ", profiles);
            findings.problem(new Problem(
                    Section.PROFILE_PREFIX + profile,
                    source,
                    "is no profile of " + Setting.PROFILES.key() + ", " + known,
                    "the profiles that are named there"));
        }
    }

    /** Shows such a key only if it is a known one: of a file that holds a secret, the secret would be read as a key. */
    private void reportWithoutPrefix(String key, String source) {
        boolean forgotPrefix = isKnown(Setting.PREFIX + key);
        findings.problem(new Problem(
                forgotPrefix ? key : "a key that is not shown",
                source,
                "does not begin with " + Setting.PREFIX
                        + (forgotPrefix ? " (did you mean " + Setting.PREFIX + key + "?)" : ""),
                ACCEPTED));
    }

    private static @Nullable String profileOf(String key) {
        int end = key.startsWith(Section.PROFILE_PREFIX) ? key.indexOf('.', Section.PROFILE_PREFIX.length()) : -1;
        return end < 0 ? null : key.substring(Section.PROFILE_PREFIX.length(), end);
    }

    private static String suffixIn(String profile, String key) {
        return key.substring(Section.PROFILE_PREFIX.length() + profile.length() + 1);
    }
}
