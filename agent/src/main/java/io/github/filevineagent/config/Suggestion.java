package io.github.filevineagent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody probably meant to write. Letters and digits count, in any case; where a name is divided, and by what
 * character, does not.
 */
final class Suggestion {
    /** So short a word is close to many others: {@code path} is not {@code pat} mistyped. */
    private static final int LONGEST_SHORT_WORD = 3;

    /** From so many letters on a word can have two mistakes. */
    private static final int SHORTEST_LONG_WORD = 9;

    private Suggestion() {}

    /**
     * Returns the candidate that a text is close to, the closest of several, or null if it is close to none: it may differ by
     * one letter that is missing, too many, wrong or swapped with its neighbour; a long one by two; and one of up to three
     * letters may not have others than those.
     */
    static @Nullable String close(String text, List<String> candidates) {
        String letters = letters(text);
        String closest = null;
        int smallest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            String wanted = letters(candidate);
            int distance = distance(letters, wanted);
            if (distance < smallest && isClose(letters, wanted, distance)) {
                smallest = distance;
                closest = candidate;
            }
        }
        return closest;
    }

    private static boolean isClose(String letters, String wanted, int distance) {
        if (wanted.length() > LONGEST_SHORT_WORD) {
            return distance <= (wanted.length() < SHORTEST_LONG_WORD ? 1 : 2);
        }
        for (int i = 0; i < letters.length(); i++) {
            if (wanted.indexOf(letters.charAt(i)) < 0) {
                return false;
            }
        }
        return distance <= 1;
    }

    /** Returns the letters and digits of a name, in lower case. */
    static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && c != '-' && c != '_') {
                letters.append(c);
            }
        }
        return Ascii.lowerCase(letters.toString());
    }

    /** Levenshtein's distance, row by row, with two letters that have been swapped as one mistake. */
    static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
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
                if (areSwapped(a, i, b, j)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[b.length()];
    }

    private static boolean areSwapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
