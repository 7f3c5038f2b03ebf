package io.github.filevineagent.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Parses {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h} and ISO-8601 durations. */
final class Durations extends Form<Duration> {
    static final String ACCEPTED = "500ms, 10s, 2m, 1h or an ISO-8601 duration, more than zero and at most one hour";

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration TOO_LONG = LONGEST.plusMillis(1);

    /** More would not fit into an {@code int}; fewer are enough for an hour in milliseconds. */
    private static final int MOST_DIGITS = 9;

    Durations() {
        super(ACCEPTED);
    }

    @Override
    Duration valueOf(String text) throws InvalidValue {
        Duration duration = text.startsWith("P") || text.startsWith("p") ? iso(text) : shorthand(text);
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidValue("is not more than zero");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new InvalidValue("is more than one hour");
        }
        return duration;
    }

    private static Duration iso(String text) throws InvalidValue {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue("is not a duration");
        }
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
        ChronoUnit unit = unit(Ascii.lowerCase(text.substring(digits)));
        return digits > MOST_DIGITS ? TOO_LONG : Duration.of(Integer.parseInt(text.substring(0, digits)), unit);
    }

    private static ChronoUnit unit(String text) throws InvalidValue {
        switch (text) {
            case "ms":
                return ChronoUnit.MILLIS;
            case "s":
                return ChronoUnit.SECONDS;
            case "m":
                return ChronoUnit.MINUTES;
            case "h":
                return ChronoUnit.HOURS;
            default:
                throw new InvalidValue("is not a duration");
        }
    }
}
