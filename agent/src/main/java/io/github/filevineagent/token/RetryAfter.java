package io.github.filevineagent.token;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3), in seconds or as any of the three forms of an HTTP date. */
final class RetryAfter {
    /** Caps what is read, so that nobody who adds it to a time gets an overflow. */
    static final Duration MAX = Duration.ofSeconds(Integer.MAX_VALUE);

    private RetryAfter() {}

    /**
     * Returns the wait that the server asks for, zero for a moment that has passed, or null if the value can't be read.
     *
     * @param date the answer's {@code Date}, which a date is relative to, so that a wrong clock here does not matter
     * @param now what a date is relative to where {@code Date} is missing or unreadable
     */
    static @Nullable Duration parse(@Nullable String value, @Nullable String date, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.trim();
        Duration seconds = seconds(text);
        if (seconds != null) {
            return seconds;
        }
        Instant until = httpDate(text, now);
        if (until == null) {
            return null;
        }
        Instant sent = date == null ? null : httpDate(date.trim(), now);
        return limit(Duration.between(sent == null ? now : sent, until));
    }

    private static @Nullable Duration seconds(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        if (digits.isEmpty()) {
            return null;
        }
        long seconds = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            seconds = Math.min(seconds * 10 + (c - '0'), MAX.toSeconds());
        }
        return negative ? Duration.ZERO : Duration.ofSeconds(seconds);
    }

    private static Duration limit(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }

    /** Returns the moment that an HTTP date names, or null if it can't be read. */
    static @Nullable Instant httpDate(String text, Instant now) {
        Instant fixed = parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
        if (fixed != null) {
            return fixed;
        }
        Instant rfc850 = parse(text, rfc850(now));
        return rfc850 != null ? rfc850 : parse(text, asctime());
    }

    private static @Nullable Instant parse(String text, DateTimeFormatter form) {
        try {
            return form.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The form with two digits for the year, which RFC 9110 puts at most 50 years into the future. */
    private static DateTimeFormatter rfc850(Instant now) {
        LocalDate oldest = now.atOffset(ZoneOffset.UTC).toLocalDate().minusYears(49);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, oldest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }

    private static DateTimeFormatter asctime() {
        return DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US)
                .withZone(ZoneOffset.UTC);
    }
}
