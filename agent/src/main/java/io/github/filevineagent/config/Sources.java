package io.github.filevineagent.config;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is set for a key: system property, else environment variable, else configuration file. Not thread-safe. */
final class Sources {
    private final Properties systemProperties;
    private final Map<String, String> environment;
    private final String sourceOfProperties;
    private @Nullable ConfigFile configFile;
    private boolean lookedForFile;

    Sources(Properties systemProperties, Map<String, String> environment) {
        this(systemProperties, environment, SettingValue.FROM_SYSTEM_PROPERTY, false);
    }

    private Sources(
            Properties properties, Map<String, String> environment, String sourceOfProperties, boolean lookedForFile) {
        this.systemProperties = properties;
        this.environment = environment;
        this.sourceOfProperties = sourceOfProperties;
        this.lookedForFile = lookedForFile;
    }

    /** Returns what one file says, and nothing else. */
    static Sources ofFile(Properties properties, String source) {
        return new Sources(properties, Map.of(), source, true);
    }

    @Nullable
    SettingValue find(String key) {
        SettingValue value = findOutsideFile(key);
        ConfigFile file = value == null ? configFile() : null;
        return file == null ? value : file.find(key);
    }

    Set<String> systemPropertyNames() {
        return systemProperties.stringPropertyNames();
    }

    @Nullable
    String systemProperty(String key) {
        return systemProperties.getProperty(key);
    }

    Set<String> environmentNames() {
        return environment.keySet();
    }

    /** Returns the same without the configuration file, whose secrets it would hold on to. */
    Sources withoutFile() {
        Sources others = new Sources(systemProperties, environment);
        others.lookedForFile = true;
        return others;
    }

    /** Whether a system property begins as our keys do and is none that each configuration can have. */
    boolean hasUnknownSystemProperty() {
        for (String key : systemPropertyNames()) {
            if (key.startsWith(Setting.PREFIX) && Setting.withSuffix(key.substring(Setting.PREFIX.length())) == null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the file, or null where none is named. Reads it once, and not before something is looked up that neither
     * property nor environment sets.
     */
    @Nullable
    ConfigFile configFile() {
        if (!lookedForFile) {
            lookedForFile = true;
            SettingValue location = findOutsideFile(Setting.CONFIG_FILE.key());
            configFile = location == null ? null : ConfigFile.load(location);
        }
        return configFile;
    }

    /** Whether what is not set may be so in a file that can't be read. */
    boolean hasUnreadableFile() {
        ConfigFile file = configFile();
        return file != null && file.problem() != null;
    }

    /** Returns the environment variable for a key: upper case, {@code .} and {@code -} as {@code _}. */
    static String environmentName(String key) {
        StringBuilder name = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            name.append(c == '.' || c == '-' ? '_' : Character.toUpperCase(c));
        }
        return name.toString();
    }

    private @Nullable SettingValue findOutsideFile(String key) {
        String text = systemProperties.getProperty(key);
        if (text != null) {
            return new SettingValue(key, text, sourceOfProperties);
        }
        String name = environmentName(key);
        text = environment.get(name);
        return text == null ? null : new SettingValue(key, text, "environment variable " + name);
    }

    /** What was found for a key, without surrounding white space, and where. Immutable; has no {@code toString} on purpose. */
    static final class SettingValue {
        static final String FROM_SYSTEM_PROPERTY = "system property";
        static final String FROM_DEFAULT = "default";

        private final String key;
        private final String text;
        private final String source;

        SettingValue(String key, String text, String source) {
            this.key = key;
            this.text = text.trim();
            this.source = source;
        }

        String key() {
            return key;
        }

        String text() {
            return text;
        }

        String source() {
            return source;
        }

        boolean isFromSystemProperty() {
            return source.equals(FROM_SYSTEM_PROPERTY);
        }
    }
}
