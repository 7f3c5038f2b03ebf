package io.github.filevineagent.config;

import java.util.Objects;

/**
 * A credential that no message can show by accident: {@link #toString()} is a mask.
 *
 * <p>Immutable. It is a {@code String} inside and not a wiped {@code char[]}: the JDK's HTTP client turns it into one for
 * each request anyway, so wiping would be for show.
 */
public final class Secret {
    private static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns the plain text. Only what puts it on the wire may call this. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret && value.equals(((Secret) other).value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
