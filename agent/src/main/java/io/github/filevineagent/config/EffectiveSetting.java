package io.github.filevineagent.config;

import io.github.filevineagent.config.FolderLook.Sight;
import io.github.filevineagent.config.Sources.SettingValue;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A setting as an operator may see it. Immutable. */
public final class EffectiveSetting {
    private static final String NONE = "none";

    private final String key;
    private final String value;
    private final String source;

    private EffectiveSetting(String key, String value, String source) {
        this.key = key;
        this.value = value;
        this.source = source;
    }

    /** Lists what holds, be it valid or not, in the order of the documentation; the profiles come last. */
    static List<EffectiveSetting> of(Sources sources) {
        List<EffectiveSetting> list = new ArrayList<>();
        // What is wrong is reported by reading; here it is only shown.
        Findings ignored = new Findings();
        Section agent = Section.ofAgent(sources, ignored);
        boolean hasDefault = agent.describesProfile();
        for (Setting<?> setting : Setting.values()) {
            if (hasDefault || !setting.isPerProfile() || agent.isSet(setting)) {
                list.add(of(agent, setting));
            }
        }
        for (String profile : ProfileNames.read(agent)) {
            addProfile(list, Section.ofProfile(profile, sources, ignored));
        }
        SettingValue directory = agent.find(Setting.PROFILES_DIR);
        if (directory != null) {
            addFilesIn(list, directory.text());
        }
        return list;
    }

    /** Where it can't be read, that is reported elsewhere. */
    private static void addFilesIn(List<EffectiveSetting> list, String directory) {
        FolderLook look = new FolderLook(new DiskFolder(new File(directory)), Map.of(), Map.of(), 0);
        look.start();
        if (!look.await(SecretSource.PATIENCE_NANOS)) {
            return;
        }
        for (Map.Entry<String, Sight> file : look.files().entrySet()) {
            String path = new File(directory, file.getKey()).getPath();
            Section section = new ProfileFileReader(FolderLook.profileOf(file.getKey()), path).section(file.getValue());
            if (section != null) {
                addProfile(list, section);
            }
        }
    }

    private static void addProfile(List<EffectiveSetting> list, Section section) {
        for (Setting<?> setting : Setting.values()) {
            if (setting.isPerProfile()) {
                list.add(of(section, setting));
            }
        }
    }

    private static EffectiveSetting of(Section section, Setting<?> setting) {
        SettingValue value = section.effective(setting, section.read(Setting.REGION));
        if (value == null) {
            return new EffectiveSetting(section.describe(setting), NONE, SettingValue.FROM_DEFAULT);
        }
        return new EffectiveSetting(section.describe(setting), display(setting, value), value.source());
    }

    /** That there is none is no secret. */
    private static String display(Setting<?> setting, SettingValue value) {
        boolean set = !value.source().equals(SettingValue.FROM_DEFAULT);
        return set ? Redaction.display(setting, value.text()) : value.text();
    }

    public String key() {
        return key;
    }

    /** Returns the value, {@code none}, or a mask for a secret. */
    public String value() {
        return value;
    }

    /** Returns where the value came from, such as {@code environment variable FILEVINE_REGION}, or {@code default}. */
    public String source() {
        return source;
    }

    /** Returns whether nobody has set it, and no preset either. */
    public boolean isDefault() {
        return source.equals(SettingValue.FROM_DEFAULT);
    }

    @Override
    public String toString() {
        return key + " = " + value + " (" + source + ")";
    }
}
