package io.github.filevineagent.config;

import io.github.filevineagent.config.Sources.SettingValue;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties file named by {@code filevine.config-file}; empty where it can't be read. */
final class ConfigFile {
    private static final int MAX_KIB = 1024;
    static final String BAD_ESCAPE =
            "has a \\u that is not followed by four hexadecimal digits (write a backslash as \\\\)";

    private final String source;
    private final Properties properties;
    private final @Nullable Problem problem;

    private ConfigFile(String source, Properties properties, @Nullable Problem problem) {
        this.source = source;
        this.properties = properties;
        this.problem = problem;
    }

    /**
     * Never fails: what keeps the file from being read becomes its {@link #problem()}.
     *
     * @param location the value of {@code filevine.config-file}
     */
    static ConfigFile load(SettingValue location) {
        Properties properties = new Properties();
        String wrong = read(location.text(), properties);
        Problem problem = wrong == null
                ? null
                : new Problem(
                        location.key(),
                        location.source(),
                        wrong,
                        Setting.CONFIG_FILE.form().accepted());
        return new ConfigFile("file " + location.text(), properties, problem);
    }

    @Nullable
    SettingValue find(String key) {
        String text = properties.getProperty(key);
        return text == null ? null : new SettingValue(key, text, source);
    }

    Set<String> keys() {
        return properties.stringPropertyNames();
    }

    String source() {
        return source;
    }

    @Nullable
    Problem problem() {
        return problem;
    }

    private static String read(File file) throws IOException {
        FileRead read = new FileRead(file, MAX_KIB, null);
        read.start();
        return read.await(SecretSource.PATIENCE_NANOS);
    }

    /** Returns what is wrong, or null. */
    private static @Nullable String read(String path, Properties properties) {
        if (path.isEmpty()) {
            return "is blank";
        }
        if (Redaction.looksLikeCredential(path)) {
            return Redaction.NO_FILE_BUT_SECRET;
        }
        try {
            properties.load(new StringReader(read(new File(path))));
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (IllegalArgumentException e) {
            // What Properties.load throws for an incomplete Unicode escape; the usual cause is a Windows path.
            properties.clear();
            return path + " " + BAD_ESCAPE;
        }
    }
}
