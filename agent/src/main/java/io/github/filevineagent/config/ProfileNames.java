package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code filevine.profiles}, and whether there is a default profile beside those that it names. */
final class ProfileNames {
    private static final String ACCEPTED =
            "comma-separated names of letters, digits, - and _, each of which makes environment variables of its own";

    static final String ONLY_CHARACTERS = "letters, digits, - and _";

    private ProfileNames() {}

    /** Returns the valid names, in order, and reports the others. */
    static List<String> read(Section agent) {
        List<String> names = new ArrayList<>();
        SettingValue value = agent.find(Setting.PROFILES);
        if (value == null) {
            return names;
        }
        // There may be a thousand.
        Map<String, String> byEnvironmentName = new HashMap<>();
        for (String name : CommaList.split(value.text())) {
            try {
                check(name, byEnvironmentName);
                names.add(name);
            } catch (InvalidValue e) {
                agent.findings().invalid(value, name, e, ACCEPTED);
            }
        }
        return names;
    }

    private static void check(String name, Map<String, String> byEnvironmentName) throws InvalidValue {
        check(name);
        String other = byEnvironmentName.putIfAbsent(Sources.environmentName(name), name);
        if (other != null) {
            throw new InvalidValue(
                    name.equals(other)
                            ? "is named twice"
                            : "has the same environment variables as " + Redaction.quote(other));
        }
    }

    /** Checks a name by itself. */
    static void check(String name) throws InvalidValue {
        if (name.isEmpty()) {
            throw new InvalidValue("is empty");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && c != '-' && c != '_') {
                throw new InvalidValue("has a character that the name of a profile can't have");
            }
        }
        if (name.equalsIgnoreCase(ProfileConfig.DEFAULT_NAME)) {
            throw new InvalidValue("is the name of the profile that the keys without profile.NAME. describe");
        }
    }
}
