package io.github.filevineagent.config;

import io.github.filevineagent.config.Sources.SettingValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code filevine.profiles}, and whether there is a default profile beside those that it names. */
final class ProfileNames extends Form<String> {
    static final String ONLY_CHARACTERS = "letters, digits, - and _";

    ProfileNames() {
        super("comma-separated names of " + ONLY_CHARACTERS + ", each of which makes environment variables of its own");
    }

    /** Returns the valid names, in order, and reports the others. */
    static List<String> read(Section agent) {
        List<String> names = new ArrayList<>();
        SettingValue value = agent.find(Setting.PROFILES);
        if (value == null) {
            return names;
        }
        // There may be a thousand.
        Map<String, String> byEnvironmentName = new HashMap<>();
        for (String name : Form.split(value.text())) {
            try {
                check(name, byEnvironmentName);
                names.add(name);
            } catch (InvalidValue e) {
                agent.findings().invalid(value, name, e, Setting.PROFILES.form().accepted());
            }
        }
        return names;
    }

    private static void check(String name, Map<String, String> byEnvironmentName) throws InvalidValue {
        Setting.PROFILES.form().valueOf(name);
        String other = byEnvironmentName.putIfAbsent(Sources.environmentName(name), name);
        if (other != null) {
            throw new InvalidValue(
                    name.equals(other)
                            ? "is named twice"
                            : "has the same environment variables as " + Redaction.quote(other));
        }
    }

    /** Checks a name by itself. */
    @Override
    String valueOf(String name) throws InvalidValue {
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
        return name;
    }
}
