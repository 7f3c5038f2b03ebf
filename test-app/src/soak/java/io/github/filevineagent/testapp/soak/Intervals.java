package io.github.filevineagent.testapp.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** When something was so, for each of many names. In nanoseconds of this JVM's clock. Thread-safe. */
final class Intervals {
    private final Map<String, TreeMap<Long, Long>> endsByBeginning = new HashMap<>();

    /** It is so from now on, if it was not already. */
    synchronized void begin(String name) {
        TreeMap<Long, Long> ends = endsByBeginning.computeIfAbsent(name, key -> new TreeMap<>());
        if (ends.isEmpty() || ends.lastEntry().getValue() != Long.MAX_VALUE) {
            ends.put(System.nanoTime(), Long.MAX_VALUE);
        }
    }

    /** It is no longer so after that time. */
    synchronized void end(String name, long afterNanos) {
        TreeMap<Long, Long> ends = endsByBeginning.get(name);
        if (ends != null && ends.lastEntry().getValue() == Long.MAX_VALUE) {
            ends.put(ends.lastKey(), System.nanoTime() + afterNanos);
        }
    }

    /** Returns whether it was so at any time between the two. */
    synchronized boolean overlap(String name, long from, long to) {
        TreeMap<Long, Long> ends = endsByBeginning.get(name);
        Map.Entry<Long, Long> latest = ends == null ? null : ends.floorEntry(to);
        return latest != null && latest.getValue() >= from;
    }
}
