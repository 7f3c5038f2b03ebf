package io.github.filevineagent.benchmark;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Access tokens that say when they end, as long as a JWT is. */
final class Token {
    private static final String PADDING = "x".repeat(900);
    private static final String PREFIX = "bearer ";

    private Token() {}

    static String lasting(int seconds) {
        return System.currentTimeMillis() + seconds * 1_000L + "." + PADDING;
    }

    static boolean isValid(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            return false;
        }
        int dot = authorization.indexOf('.');
        return dot != -1 && Long.parseLong(authorization.substring(PREFIX.length(), dot)) > System.currentTimeMillis();
    }
}
