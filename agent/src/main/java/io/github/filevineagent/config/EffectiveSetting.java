package io.github.filevineagent.config;

/** A setting as an operator may see it. Immutable. */
public final class EffectiveSetting {
    private final String key;
    private final String value;
    private final String source;

    EffectiveSetting(String key, String value, String source) {
        this.key = key;
        this.value = value;
        this.source = source;
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
