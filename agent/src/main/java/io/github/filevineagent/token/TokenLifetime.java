package io.github.filevineagent.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code expires_in} means. */
final class TokenLifetime {
    private static final int MAX_SECONDS = 24 * 60 * 60;

    /** For an answer without a number: short enough for any real token, long enough not to hammer the server. */
    static final Duration ASSUMED = Duration.ofMinutes(5);

    /** Filevine's tokens live for about 20 minutes; whatever claims more than this is an error or an overflow. */
    static final Duration MAX = Duration.ofSeconds(MAX_SECONDS);

    private TokenLifetime() {}

    /**
     * Returns the whole seconds of {@code expires_in}, at most {@link #MAX}; zero if it is zero or negative; {@link #ASSUMED}
     * if it is missing or no decimal number.
     */
    static Duration of(@Nullable String expiresIn) {
        if (expiresIn == null || !hasOnlyNumberCharacters(expiresIn)) {
            return ASSUMED;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(expiresIn);
        } catch (NumberFormatException e) {
            return ASSUMED;
        }
        return Duration.ofSeconds((long) Math.max(0, Math.min(seconds, MAX_SECONDS)));
    }

    /** Keeps out what only Java takes for a number: {@code NaN}, {@code Infinity}, {@code 0x1p3}, {@code 1200d}. */
    private static boolean hasOnlyNumberCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) == -1) {
                return false;
            }
        }
        return true;
    }
}
