package io.github.filevineagent.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Parses {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h} and ISO-8601 durations. */
final class Durations {
    static final String ACCEPTED = "500ms, 10s, 2m, 1h or an ISO-8601 duration, more than zero and at most one hour";

    private static final Duration LONGEST = Duration.ofHours(1);
    /** More would overflow in some unit; fewer are enough for an hour in milliseconds. */
    private static final int MOST_DIGITS = 9;

    private Durations() {}

    static Duration parse(String text) throws InvalidValue {
        Duration duration = text.startsWith("P") || text.startsWith("p") ? Iso.parse(text) : shorthand(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new InvalidValue("is not more than zero");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new InvalidValue("is more than one hour");
        }
        return duration;
    }

    private static Duration shorthand(String text) throws InvalidValue {
        int digits = 0;
        while (digits < text.length() && Ascii.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0) {
            throw new InvalidValue("is not a duration");
        }
        if (digits == text.length()) {
            throw new InvalidValue("has no unit");
        }
        if (digits > MOST_DIGITS) {
            throw new InvalidValue("is more than one hour");
        }
        int amount = Integer.parseInt(text.substring(0, digits));
        switch (Ascii.lowerCase(text.substring(digits))) {
            case "ms":
                return Duration.ofMillis(amount);
            case "s":
                return Duration.ofSeconds(amount);
            case "m":
                return Duration.ofMinutes(amount);
            case "h":
                return Duration.ofHours(amount);
            default:
                throw new InvalidValue("is not a duration");
        }
    }

    /** A class of its own, since the JDK's date and time exceptions would be loaded with whichever class catches them. */
    private static final class Iso {
        static Duration parse(String text) throws InvalidValue {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new InvalidValue("is not a duration");
            }
        }
    }
}
