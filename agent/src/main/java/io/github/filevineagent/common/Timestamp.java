package io.github.filevineagent.common;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time in front of a line, as RFC 3339 writes it: {@code 2026-01-31T12:00:00.000Z}. By hand, because the JDK's formats
 * would decide on the default locale before {@code main} can.
 */
final class Timestamp {
    private Timestamp() {}

    static String of(long epochMillis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        append(text, time.getYear(), 4).append('-');
        append(text, time.getMonthValue(), 2).append('-');
        append(text, time.getDayOfMonth(), 2).append('T');
        append(text, time.getHour(), 2).append(':');
        append(text, time.getMinute(), 2).append(':');
        append(text, time.getSecond(), 2).append('.');
        return append(text, Math.floorMod(epochMillis, 1000), 3).append('Z').toString();
    }

    private static StringBuilder append(StringBuilder text, int number, int digits) {
        String plain = String.valueOf(number);
        for (int i = plain.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(plain);
    }
}
