package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what holds, be it valid or not, in the order of the documentation; the profiles come last. */
final class EffectiveSettings {
    private static final String NONE = "none";

    private final List<EffectiveSetting> list = new ArrayList<>();

    private EffectiveSettings() {}

    static List<EffectiveSetting> of(Sources sources) {
        EffectiveSettings settings = new EffectiveSettings();
        // What is wrong is reported by reading; here it is only shown.
        Findings ignored = new Findings();
        Section agent = Section.ofAgent(sources, ignored);
        boolean hasDefault = agent.describesProfile();
        for (Setting setting : Setting.values()) {
            if (hasDefault || !setting.isPerProfile() || agent.isSet(setting)) {
                settings.add(agent, setting);
            }
        }
        for (String profile : ProfileNames.read(agent)) {
            Section section = Section.ofProfile(profile, sources, ignored);
            for (Setting setting : Setting.values()) {
                if (setting.isPerProfile()) {
                    settings.add(section, setting);
                }
            }
        }
        return settings.list;
    }

    private void add(Section section, Setting setting) {
        SettingValue value = hasPreset(setting) ? section.findOrPreset(setting, region(section)) : null;
        if (value == null) {
            String fallback = setting.defaultValue();
            value = section.getOr(setting, fallback == null ? NONE : fallback, SettingValue.FROM_DEFAULT);
        }
        list.add(new EffectiveSetting(value.key(), display(setting, value), value.source()));
    }

    private static boolean hasPreset(Setting setting) {
        return setting == Setting.IDENTITY_URL || setting == Setting.GATEWAY_HOSTS;
    }

    /** That there is none is no secret. */
    private static String display(Setting setting, SettingValue value) {
        boolean set = !value.source().equals(SettingValue.FROM_DEFAULT);
        return set ? Redaction.display(setting, value.text()) : value.text();
    }

    private static @Nullable Region region(Section section) {
        try {
            return Values.oneOf(Region.values(), section.get(Setting.REGION).text());
        } catch (InvalidValue e) {
            return null;
        }
    }
}
