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
        boolean hasDefault = ProfileNames.hasDefault(agent);
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
        SettingValue value = value(section, setting);
        list.add(new EffectiveSetting(value.key(), Redaction.display(setting, value.text()), value.source()));
    }

    private static SettingValue value(Section section, Setting setting) {
        Region region = region(section);
        if (region != null && (setting == Setting.IDENTITY_URL || setting == Setting.GATEWAY_HOSTS)) {
            return section.getOrPreset(setting, region);
        }
        String fallback = setting.defaultValue();
        return section.getOr(setting, fallback == null ? NONE : fallback, SettingValue.FROM_DEFAULT);
    }

    private static @Nullable Region region(Section section) {
        try {
            return Values.oneOf(Region.values(), section.get(Setting.REGION).text());
        } catch (InvalidValue e) {
            return null;
        }
    }
}
