package io.github.filevineagent.config;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        for (Setting<?> setting : Setting.values()) {
            if (hasDefault || !setting.isPerProfile() || agent.isSet(setting)) {
                settings.add(agent, setting);
            }
        }
        for (String profile : ProfileNames.read(agent)) {
            settings.addProfile(Section.ofProfile(profile, sources, ignored));
        }
        SettingValue directory = agent.find(Setting.PROFILES_DIR);
        if (directory != null) {
            settings.addFilesIn(directory.text());
        }
        return settings.list;
    }

    /** Where it can't be read, that is reported elsewhere. */
    private void addFilesIn(String directory) {
        FolderLook look = new FolderLook(new DiskFolder(new File(directory)), Map.of(), Map.of(), 0);
        look.start();
        if (!look.await(SecretSource.PATIENCE_NANOS)) {
            return;
        }
        for (Map.Entry<String, FileSight> file : look.files().entrySet()) {
            String path = new File(directory, file.getKey()).getPath();
            Section section = new ProfileFileReader(FolderLook.profileOf(file.getKey()), path).section(file.getValue());
            if (section != null) {
                addProfile(section);
            }
        }
    }

    private void addProfile(Section section) {
        for (Setting<?> setting : Setting.values()) {
            if (setting.isPerProfile()) {
                add(section, setting);
            }
        }
    }

    private void add(Section section, Setting<?> setting) {
        SettingValue value = section.effective(setting, section.read(Setting.REGION));
        if (value == null) {
            value = new SettingValue(section.key(setting), NONE, SettingValue.FROM_DEFAULT);
        }
        list.add(new EffectiveSetting(section.describe(setting), display(setting, value), value.source()));
    }

    /** That there is none is no secret. */
    private static String display(Setting<?> setting, SettingValue value) {
        boolean set = !value.source().equals(SettingValue.FROM_DEFAULT);
        return set ? Redaction.display(setting, value.text()) : value.text();
    }
}
