package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/** The documentation of all settings, made from the table that the agent reads them by. */
public final class SettingTable {
    private SettingTable() {}

    /**
     * Returns the lines of a Markdown table. {@code filevine.config-file} is not among them: it says where the others may
     * be written, so the text around the table introduces it.
     */
    public static List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| property | default | meaning |");
        lines.add("|---|---|---|");
        for (Setting<?> setting : Setting.values()) {
            if (setting.rowOf() == null && setting != Setting.CONFIG_FILE) {
                lines.add(row(setting));
            }
        }
        return lines;
    }

    private static String row(Setting<?> first) {
        String keys = "`" + first.key() + "`";
        String defaults = first.documentedDefault();
        for (Setting<?> setting : Setting.values()) {
            if (setting.rowOf() == first) {
                keys += setting.separator() + "`" + setting.key() + "`";
                if (!setting.documentedDefault().equals(first.documentedDefault())) {
                    defaults += setting.separator() + setting.documentedDefault();
                }
            }
        }
        return "| " + keys + " | " + defaults + " | " + first.meaning() + " |";
    }
}
