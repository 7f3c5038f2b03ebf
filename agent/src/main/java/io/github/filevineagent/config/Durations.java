package io.github.filevineagent.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * Parses {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h} and ISO-8601 durations, to nanoseconds: {@link Duration} would
 * bring {@code BigInteger} with it, half a millisecond before the application starts.
 */
final class Durations extends Form<Long> {
    static final String ACCEPTED = "500ms, 10s, 2m, 1h or an ISO-8601 duration, more than zero and at most one hour";

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1000 * MILLISECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long TOO_LONG = HOUR + 1;
    /** More would overflow; fewer are enough for an hour in milliseconds. */
    private static final int MOST_DIGITS = 9;

    Durations() {
        super(ACCEPTED);
    }

    @Override
    Long valueOf(String text) throws InvalidValue {
        return nanos(text);
    }

    static long nanos(String text) throws InvalidValue {
        long nanos = text.startsWith("P") || text.startsWith("p") ? Iso.nanos(text) : shorthand(text);
        if (nanos <= 0) {
            throw new InvalidValue("is not more than zero");
        }
        if (nanos > HOUR) {
            throw new InvalidValue("is more than one hour");
        }
        return nanos;
    }

    private static long shorthand(String text) throws InvalidValue {
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
        long unit = unit(Ascii.lowerCase(text.substring(digits)));
        if (digits > MOST_DIGITS) {
            return TOO_LONG;
        }
        int amount = Integer.parseInt(text.substring(0, digits));
        return amount > HOUR / unit ? TOO_LONG : amount * unit;
    }

    private static long unit(String text) throws InvalidValue {
        switch (text) {
            case "ms":
                return MILLISECOND;
            case "s":
                return SECOND;
            case "m":
                return MINUTE;
            case "h":
                return HOUR;
            default:
                throw new InvalidValue("is not a duration");
        }
    }

    /** A class of its own, since the JDK's date and time exceptions would be loaded with whichever class catches them. */
    private static final class Iso {
        static long nanos(String text) throws InvalidValue {
            Duration duration;
            try {
                duration = Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new InvalidValue("is not a duration");
            }
            if (duration.isNegative()) {
                return 0;
            }
            // It may be too long for a number of nanoseconds.
            return duration.compareTo(Duration.ofNanos(HOUR)) > 0 ? TOO_LONG : duration.toNanos();
        }
    }
}
