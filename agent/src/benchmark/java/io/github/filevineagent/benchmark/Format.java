package io.github.filevineagent.benchmark;

import java.util.Locale;

/** How numbers look in the report. */
final class Format {
    static final String MILLIS = "%+.1f ms";
    static final String RATIO = "%.3f";

    private Format() {}

    static String of(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    static String millis(double value) {
        return of("%.1f ms", value);
    }

    static String nanos(double value) {
        return of("%.1f ns", value);
    }

    static String times(double value) {
        return of(value < 10 ? "%.1fx" : "%.0fx", value);
    }

    /** Returns a ratio that is near to 1. */
    static String ratio(double value) {
        return of("%.3fx", value);
    }

    static String kibibytes(double bytes) {
        return of("%,.0f KiB", bytes / 1024);
    }
}
