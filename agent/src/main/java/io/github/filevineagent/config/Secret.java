package io.github.filevineagent.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns how it begins with what is hardly a part of it, as a predicate that does not show it: what somebody has copied
     * along. Null for nothing.
     */
    public @Nullable String oddity() {
        if (value.startsWith("\"") || value.startsWith("'")) {
            return "begins with a quotation mark";
        }
        if (value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
            return "begins with Bearer";
        }
        return beginsWithName() ? "begins with a name and =" : null;
    }

    /** As in {@code FILEVINE_PAT=...} or {@code filevine.pat=...}: words, and not any characters, which a secret may have. */
    private boolean beginsWithName() {
        int end = value.indexOf('=');
        if (end < 1 || end == value.length() - 1) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && "_.- ".indexOf(c) < 0) {
                return false;
            }
        }
        String name = Ascii.lowerCase(value.substring(0, end));
        return name.startsWith("export ")
                || name.contains("filevine")
                || name.endsWith("pat")
                || name.endsWith("token")
                || name.endsWith("secret");
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
