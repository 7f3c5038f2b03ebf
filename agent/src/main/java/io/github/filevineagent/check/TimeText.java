package io.github.filevineagent.check;

import java.time.Duration;

/** Durations as one says them. */
final class TimeText {
    private TimeText() {}

    /** Returns, in the largest unit of which there are at least two, {@code 90 s}, {@code 20 min}, {@code 5 h} or {@code 3 days}. */
    static String of(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() >= 2) {
            return duration.toHours() + " h";
        }
        return duration.toMinutes() >= 2 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
