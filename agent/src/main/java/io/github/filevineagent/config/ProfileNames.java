package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code filevine.profiles}, and whether there is a default profile beside those that it names. */
final class ProfileNames {
    private static final String ACCEPTED =
            "comma-separated names of letters, digits, - and _, each of which makes environment variables of its own";

    private ProfileNames() {}

    /** Returns the valid names, in order, and reports the others. */
    static List<String> read(Section agent) {
        List<String> names = new ArrayList<>();
        SettingValue value = agent.find(Setting.PROFILES);
        if (value == null) {
            return names;
        }
        for (String name : CommaList.split(value.text())) {
            try {
                check(name, names);
                names.add(name);
            } catch (InvalidValue e) {
                agent.findings().invalid(value, name, e, ACCEPTED);
            }
        }
        return names;
    }

    private static void check(String name, List<String> others) throws InvalidValue {
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
        for (String other : others) {
            if (name.equals(other)) {
                throw new InvalidValue("is named twice");
            }
            if (Sources.environmentName(name).equals(Sources.environmentName(other))) {
                throw new InvalidValue("has the same environment variables as " + Redaction.quote(other));
            }
        }
    }
}
