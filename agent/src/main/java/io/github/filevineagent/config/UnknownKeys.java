package io.github.filevineagent.config;

import io.github.filevineagent.common.SafeText;
import io.github.filevineagent.config.Sources.SettingValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reports keys with the agent's prefix that it does not read. In its own file, below a profile's name, and where it is close
 * to a known one, such a key is a typing mistake, and a problem. Any other system property may be the application's own, which
 * goes by the same name: all of these are one hint.
 *
 * <p>What is in the environment, or has another prefix, is the business of {@link MistypedNames}. Never shows a value: that of
 * {@code filevine.patt} is a secret.
 */
final class UnknownKeys {
    private static final String ACCEPTED = "the keys that 'java -jar filevine-agent.jar properties' prints";
    private static final String AGENT_ARGUMENTS = "-javaagent:...=...";
    private static final int MOST_SHOWN = 10;

    /** In their order; there may be a thousand. */
    private final Set<String> profiles;

    private final Findings findings;
    private final Set<String> strangers = new TreeSet<>();

    /** Of the application, or so it seems. */
    private final List<String> others = new ArrayList<>();

    UnknownKeys(List<String> profiles, Findings findings) {
        this.profiles = new LinkedHashSet<>(profiles);
        this.findings = findings;
    }

    void report(Sources sources) {
        ConfigFile file = sources.configFile();
        // Where the file can't be read, nobody knows which profiles it names.
        boolean profilesKnown = !sources.hasUnreadableFile();
        Set<String> unknown = new TreeSet<>();
        for (String key : sources.systemPropertyNames()) {
            if (key.startsWith(Setting.PREFIX) && !isKnown(key) && (profilesKnown || profileOf(key) == null)) {
                unknown.add(key);
            }
        }
        for (String key : unknown) {
            report(key, SettingValue.FROM_SYSTEM_PROPERTY, false);
        }
        if (!others.isEmpty()) {
            findings.warning(shown(others)
                    + (others.size() == 1
                            ? ": no setting of the agent has this name"
                            : ": no settings of the agent have these names")
                    + ", which it leaves to the application; 'java -jar filevine-agent.jar properties' prints its own");
        }
        if (file != null) {
            reportFile(file);
        }
    }

    private static String shown(List<String> keys) {
        List<String> first = keys.subList(0, Math.min(keys.size(), MOST_SHOWN));
        return SafeText.oneLine(String.join(", ", first), '?')
                + (keys.size() > first.size() ? " and " + (keys.size() - first.size()) + " more" : "");
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
                report(key, file.source(), true);
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
        Setting<?> setting = Setting.withSuffix(suffixIn(profile, key));
        return profiles.contains(profile) && setting != null && setting.isPerProfile();
    }

    /**
     * @param ours whether nobody but the agent reads it where it stands
     */
    private void report(String key, String source, boolean ours) {
        String profile = profileOf(key);
        String suffix = profile == null ? key.substring(Setting.PREFIX.length()) : suffixIn(profile, key);
        if (profile != null && !profiles.contains(profile)) {
            if (ours || Setting.closeTo(suffix, true) != null) {
                reportStranger(profile, source);
            } else {
                others.add(key);
            }
            return;
        }
        Setting<?> known = profile == null ? null : Setting.withSuffix(suffix);
        if (known != null) {
            findings.problem(new Problem(key, source, "is no setting of a profile", known.key() + ", for all of them"));
            return;
        }
        Setting<?> close = Setting.closeTo(suffix, profile != null);
        if (close == null && profile == null && !ours) {
            others.add(key);
            return;
        }
        String prefix = profile == null ? Setting.PREFIX : Section.PROFILE_PREFIX + profile + ".";
        String suggestion = close == null ? "" : " (did you mean " + prefix + close.suffix() + "?)";
        findings.problem(new Problem(key, source, "is no known key" + suggestion, ACCEPTED));
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

    /**
     * Returns the problem that arguments behind {@code -javaagent:filevine-agent.jar=} are: always refused, since a second way to
     * configure the agent would be a second thing to look at when it misbehaves. It names the system property to use for each
     * known key, and how one is written in general if there is none. Never shows a value: it may be a secret.
     */
    static Problem refusedArguments(String arguments) {
        StringBuilder properties = new StringBuilder();
        for (String argument : arguments.split(",", -1)) {
            String key = argument.split("=", 2)[0].trim();
            String suffix = key.startsWith(Setting.PREFIX) ? key.substring(Setting.PREFIX.length()) : key;
            Setting<?> setting = Setting.withSuffix(suffix);
            if (setting != null) {
                properties.append(properties.length() == 0 ? "" : " ");
                properties.append("-D").append(setting.key()).append("=...");
            }
        }
        String example = properties.length() == 0 ? "-D" + Setting.PAT_FILE.key() + "=..." : properties.toString();
        return new Problem(
                "agent arguments", AGENT_ARGUMENTS, "are not used", "system properties before -jar: " + example);
    }
}
