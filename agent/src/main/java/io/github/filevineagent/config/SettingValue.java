package io.github.filevineagent.config;

/** What was found for a key, without surrounding white space, and where. Immutable; has no {@code toString} on purpose. */
final class SettingValue {
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
