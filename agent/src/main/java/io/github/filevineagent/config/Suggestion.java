package io.github.filevineagent.config;

import java.util.List;

/** Finds what somebody probably meant to write. */
final class Suggestion {
    private Suggestion() {}

    /**
     * Returns the candidate with the smallest edit distance, the first of several; case does not count.
     *
     * @param candidates at least one
     */
    static String nearest(String text, List<String> candidates) {
        String nearest = candidates.get(0);
        int smallest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(Ascii.lowerCase(text), candidate);
            if (distance < smallest) {
                smallest = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance, row by row. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
