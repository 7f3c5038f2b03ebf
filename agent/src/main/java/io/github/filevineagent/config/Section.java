package io.github.filevineagent.config;

import io.github.filevineagent.config.Form.InvalidValue;
import io.github.filevineagent.config.Sources.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one profile under their common prefix; the default profile's is that of the agent's own settings. A profile
 * with a file of its own has none.
 */
final class Section {
    static final String PROFILE_PREFIX = Setting.PREFIX + "profile.";

    private final String profile;
    private final String prefix;
    private final Sources sources;
    private final Findings findings;
    private final @Nullable String file;

    private Section(String profile, String prefix, Sources sources, Findings findings, @Nullable String file) {
        this.profile = profile;
        this.prefix = prefix;
        this.sources = sources;
        this.findings = findings;
        this.file = file;
    }

    static Section ofAgent(Sources sources, Findings findings) {
        return new Section(ProfileConfig.DEFAULT_NAME, Setting.PREFIX, sources, findings, null);
    }

    static Section ofProfile(String name, Sources sources, Findings findings) {
        return new Section(name, PROFILE_PREFIX + name + ".", sources, findings, null);
    }

    /**
     * Returns the settings of a profile that has a file of its own.
     *
     * @param file as messages show it
     */
    static Section ofFile(String name, String file, Properties properties, Findings findings) {
        return new Section(name, "", Sources.ofFile(properties, "file " + file), findings, file);
    }

    String profile() {
        return profile;
    }

    Findings findings() {
        return findings;
    }

    /** Returns the file that has these settings and no others, or null where they are among others. */
    @Nullable
    String file() {
        return file;
    }

    String key(Setting<?> setting) {
        return prefix + setting.suffix();
    }

    /** Returns the key for a sentence, which need not say where it is. */
    String describe(Setting<?> setting) {
        return file == null ? key(setting) : key(setting) + " in " + file;
    }

    /** Returns what is set, or null. */
    @Nullable
    SettingValue find(Setting<?> setting) {
        return sources.find(key(setting));
    }

    boolean isSet(Setting<?> setting) {
        return find(setting) != null;
    }

    /** Whether that is known: what nobody has set may be in a configuration file that can't be read, which is reported. */
    boolean isSetOrUnknown(Setting<?> setting) {
        return isSet(setting) || sources.hasUnreadableFile();
    }

    /** Of the agent's section: whether it describes a profile, too. Always, but where there are others and it has no PAT. */
    boolean describesProfile() {
        return isSet(Setting.PAT)
                || isSet(Setting.PAT_FILE)
                || !(isSet(Setting.PROFILES) || isSet(Setting.PROFILES_DIR));
    }

    /**
     * Returns what holds for a setting, be it valid or not: what is set, else the region's preset, else the default. Null where
     * there is nothing.
     *
     * @param region null if it is not known, and nothing has presets
     */
    @Nullable
    SettingValue effective(Setting<?> setting, @Nullable Region region) {
        SettingValue value = find(setting);
        if (value != null) {
            return value;
        }
        String preset = region == null ? null : region.preset(setting);
        if (region != null && preset != null) {
            return new SettingValue(key(setting), preset, "preset of region " + Ascii.lowerCase(region.name()));
        }
        String fallback = setting.defaultValue();
        return fallback == null ? null : new SettingValue(key(setting), fallback, SettingValue.FROM_DEFAULT);
    }

    /** As {@link #read(Setting, Region)}, of a setting that no region has a preset of. */
    <T> @Nullable T read(Setting<T> setting) {
        return read(setting, null);
    }

    /**
     * Returns what the {@linkplain #effective effective} value stands for. Null where there is none, and where it is invalid:
     * that is reported, and reading goes on and finds the next problem.
     */
    <T> @Nullable T read(Setting<T> setting, @Nullable Region region) {
        SettingValue value = effective(setting, region);
        return value == null ? null : read(setting, value, value.text());
    }

    /** As {@link #read(Setting, Region)}, of a comma-separated list: those of its entries that are valid. */
    <T> List<T> readList(Setting<T> setting, @Nullable Region region) {
        List<T> list = new ArrayList<>();
        SettingValue value = effective(setting, region);
        if (value != null) {
            for (String text : Form.split(value.text())) {
                T entry = read(setting, value, text);
                if (entry != null) {
                    list.add(entry);
                }
            }
        }
        return list;
    }

    private <T> @Nullable T read(Setting<T> setting, SettingValue value, String part) {
        try {
            return setting.form().valueOf(part);
        } catch (InvalidValue e) {
            findings.invalid(value, part, e, setting.form().accepted());
            return null;
        }
    }
}
