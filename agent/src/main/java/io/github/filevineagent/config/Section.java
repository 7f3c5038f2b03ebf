package io.github.filevineagent.config;

import java.util.Objects;
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

    String key(Setting setting) {
        return prefix + setting.suffix();
    }

    /** Returns the key for a sentence, which need not say where it is. */
    String describe(Setting setting) {
        return file == null ? key(setting) : key(setting) + " in " + file;
    }

    /** Returns what is set, or null. */
    @Nullable
    SettingValue find(Setting setting) {
        return sources.find(key(setting));
    }

    boolean isSet(Setting setting) {
        return find(setting) != null;
    }

    /** Whether that is known: what nobody has set may be in a configuration file that can't be read, which is reported. */
    boolean isSetOrUnknown(Setting setting) {
        return isSet(setting) || sources.hasUnreadableFile();
    }

    /** Of the agent's section: whether it describes a profile, too. Always, but where there are others and it has no PAT. */
    boolean describesProfile() {
        return isSet(Setting.PAT)
                || isSet(Setting.PAT_FILE)
                || !(isSet(Setting.PROFILES) || isSet(Setting.PROFILES_DIR));
    }

    /** Returns what is set, or the default of a setting that has one. */
    SettingValue get(Setting setting) {
        return getOr(setting, Objects.requireNonNull(setting.defaultValue()), SettingValue.FROM_DEFAULT);
    }

    SettingValue getOr(Setting setting, String fallback, String source) {
        SettingValue value = find(setting);
        return value == null ? new SettingValue(key(setting), fallback, source) : value;
    }

    /**
     * Returns what is set, or the region's preset, for one of the two settings that a region has presets of.
     *
     * @param region null if it is not known, and nothing has presets
     */
    @Nullable
    SettingValue findOrPreset(Setting setting, @Nullable Region region) {
        if (region == null) {
            return find(setting);
        }
        String preset = setting == Setting.IDENTITY_URL ? region.identityUrl() : region.gatewayHosts();
        return getOr(setting, preset, "preset of region " + Ascii.lowerCase(region.name()));
    }

    /** Reports an invalid value and returns true, which is the default of most settings of this kind. */
    boolean bool(Setting setting) {
        SettingValue value = get(setting);
        try {
            return Values.bool(value.text());
        } catch (InvalidValue e) {
            findings.invalid(value, e, Values.ACCEPTED_BOOLEAN);
            return true;
        }
    }

    /** Reports an invalid value and returns the given one, so that reading can go on and find the next problem. */
    <E extends Enum<E>> E oneOf(Setting setting, E[] choices, E ifInvalid) {
        SettingValue value = get(setting);
        try {
            return Values.oneOf(choices, value.text());
        } catch (InvalidValue e) {
            findings.invalid(value, e, Values.accepted(choices));
            return ifInvalid;
        }
    }

    /** Reports an invalid value and returns zero, so that reading can go on and find the next problem. */
    long nanos(Setting setting) {
        SettingValue value = get(setting);
        try {
            return Durations.nanos(value.text());
        } catch (InvalidValue e) {
            findings.invalid(value, e, Durations.ACCEPTED);
            return 0;
        }
    }
}
