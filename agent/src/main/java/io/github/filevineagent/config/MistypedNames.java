package io.github.filevineagent.config;

import io.github.filevineagent.common.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that somebody has meant to make, and that nothing reads: environment variables whose names are close to those
 * of settings, system properties whose prefix is mistyped, and {@code -D} among the arguments of the application. They can be
 * the application's own, so each is a warning. Shows names, never a value.
 *
 * <p>It goes through the whole environment, and nothing depends on what it finds. So the application's start does not wait for
 * it.
 */
final class MistypedNames {
    /** HotSpot's: the main class or jar, and the arguments. */
    private static final String COMMAND = "sun.java.command";

    private static final String OPTION = "-D" + Setting.PREFIX;
    private static final String PROFILE_VARIABLE = Sources.environmentName(Section.PROFILE_PREFIX);
    private static final String PREFIX_LETTERS = Suggestion.letters(Setting.PREFIX);

    /** As environment variables have them. */
    private final Set<String> profiles = new LinkedHashSet<>();

    private final List<String> warnings = new ArrayList<>();

    private MistypedNames(List<String> profiles) {
        for (String profile : profiles) {
            this.profiles.add(Sources.environmentName(profile));
        }
    }

    /**
     * Returns a warning for each.
     *
     * @param profiles all but the default one, each of which has variables of its own
     */
    static List<String> warnings(Sources sources, List<String> profiles) {
        MistypedNames names = new MistypedNames(profiles);
        boolean profilesKnown = !sources.hasUnreadableFile();
        for (String name : new TreeSet<>(sources.environmentNames())) {
            if (mayBeMistyped(name) && (profilesKnown || !isOfProfile(name))) {
                names.lookAtVariable(name);
            }
        }
        for (String name : new TreeSet<>(sources.systemPropertyNames())) {
            if (mayBeMistyped(name) && !name.startsWith(Setting.PREFIX)) {
                names.lookAtProperty(name);
            }
        }
        names.lookAtArguments(sources.systemProperty(COMMAND));
        return names.warnings;
    }

    private static boolean mayBeMistyped(String name) {
        return name.startsWith("F") || (name.startsWith("f") && !name.startsWith("file."));
    }

    private static boolean isOfProfile(String name) {
        return Sources.environmentName(name).startsWith(PROFILE_VARIABLE);
    }

    private void lookAtVariable(String name) {
        if (isOfProfile(name)) {
            lookAtVariableOfProfile(name, Sources.environmentName(name));
            return;
        }
        Setting<?> close = closeTo(name);
        if (close != null && !name.equals(Sources.environmentName(close.key()))) {
            warnings.add(unread(name) + " (did you mean " + Sources.environmentName(close.key()) + "?)");
        }
    }

    private void lookAtVariableOfProfile(String name, String variable) {
        if (isKnownOfProfile(variable)) {
            if (!name.equals(variable)) {
                warnings.add(unread(name) + " (did you mean " + variable + "?)");
            }
            return;
        }
        String longest = null;
        for (String candidate : profiles) {
            if (variable.startsWith(PROFILE_VARIABLE + candidate + "_")
                    && (longest == null || candidate.length() > longest.length())) {
                longest = candidate;
            }
        }
        if (longest != null) {
            String prefix = PROFILE_VARIABLE + longest + "_";
            Setting<?> close = Setting.closeTo(variable.substring(prefix.length()), true);
            warnings.add(unread(name)
                    + (close == null
                            ? ": no setting of a profile has this name"
                            : " (did you mean " + prefix + Sources.environmentName(close.suffix()) + "?)"));
        } else if (settingAtEndOf(variable) != null) {
            warnings.add(unread(name) + ": it is for none of the "
                    + (profiles.isEmpty() ? "profiles, as " : profiles.size() + " profiles that ")
                    + Setting.PROFILES.key() + " names" + (profiles.isEmpty() ? " none" : ""));
        }
    }

    private static String unread(String variable) {
        return "environment variable " + SafeText.oneLine(variable, '?') + " is not read";
    }

    /** Whether it is a setting of a profile: by a look into a table, as there may be a thousand, each with variables. */
    private boolean isKnownOfProfile(String variable) {
        for (Setting<?> setting : Setting.values()) {
            String end = "_" + Sources.environmentName(setting.suffix());
            int start = PROFILE_VARIABLE.length();
            if (setting.isPerProfile()
                    && variable.endsWith(end)
                    && variable.length() > start + end.length()
                    && profiles.contains(variable.substring(start, variable.length() - end.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the setting of a profile, whose name would stand before it, or null. */
    private static @Nullable Setting<?> settingAtEndOf(String variable) {
        for (Setting<?> setting : Setting.values()) {
            String end = "_" + Sources.environmentName(setting.suffix());
            if (setting.isPerProfile()
                    && variable.endsWith(end)
                    && variable.length() > PROFILE_VARIABLE.length() + end.length()) {
                return setting;
            }
        }
        return null;
    }

    private void lookAtProperty(String name) {
        Setting<?> close = closeTo(name);
        if (close != null) {
            warnings.add("system property " + SafeText.oneLine(name, '?') + " is not read (did you mean " + close.key()
                    + "?)");
        }
    }

    /** Returns the setting that a whole name is close to, or null. */
    private static @Nullable Setting<?> closeTo(String name) {
        String letters = Suggestion.letters(name);
        if (letters.startsWith(PREFIX_LETTERS)) {
            return Setting.closeTo(letters.substring(PREFIX_LETTERS.length()), false);
        }
        for (Setting<?> setting : Setting.values()) {
            // Not both: what has a mistake in the prefix and one behind it can be anything.
            if (Suggestion.distance(letters, Suggestion.letters(setting.key())) == 1) {
                return setting;
            }
        }
        return null;
    }

    private void lookAtArguments(@Nullable String command) {
        if (command == null || command.indexOf(OPTION) < 0) {
            return;
        }
        Set<String> keys = new TreeSet<>();
        for (int at = command.indexOf(OPTION); at >= 0; at = command.indexOf(OPTION, at + 1)) {
            // Where it begins a word, it is an argument, and not a part of one.
            if (at > 0 && command.charAt(at - 1) == ' ') {
                keys.add(command.substring(at, endOfKey(command, at)));
            }
        }
        if (!keys.isEmpty()) {
            warnings.add(String.join(" ", keys) + (keys.size() == 1 ? " stands" : " stand")
                    + " behind -jar or the main class, where it is an argument of the application, and not read: put"
                    + " it before");
        }
    }

    /** So that no value is shown, whatever stands between the two. */
    private static int endOfKey(String command, int start) {
        int end = start + OPTION.length();
        while (end < command.length()
                && (Ascii.isLetterOrDigit(command.charAt(end)) || "-_.".indexOf(command.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }
}
