package io.github.filevineagent.testapp.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has happened to each firm, for whoever looks for the cause of a failure. Thread-safe. */
final class History {
    private static final double NANOS_PER_SECOND = 1e9;

    private static final String EVERYBODY = "";

    private final Map<String, List<Entry>> entries = new HashMap<>();

    private record Entry(long atNanos, String text) {}

    synchronized void add(String firm, String text) {
        entries.computeIfAbsent(firm, key -> new ArrayList<>()).add(new Entry(System.nanoTime(), text));
    }

    synchronized void addForAll(String text) {
        add(EVERYBODY, text);
    }

    /** Returns what happened to a firm between the two times, each with the seconds before the second one. */
    synchronized String between(String firm, long from, long to) {
        return Stream.of(firm, EVERYBODY)
                .flatMap(name -> entries.getOrDefault(name, List.of()).stream())
                .sorted(Comparator.comparingLong(Entry::atNanos))
                .filter(entry -> entry.atNanos() - from >= 0 && entry.atNanos() - to <= 0)
                .map(entry -> String.format(
                        Locale.ROOT, "%.3f s before: %s", (to - entry.atNanos()) / NANOS_PER_SECOND, entry.text()))
                .collect(Collectors.joining("; "));
    }
}
