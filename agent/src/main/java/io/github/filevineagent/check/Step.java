package io.github.filevineagent.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of the check and what came of it. Immutable; shows no secret. */
final class Step {
    private final String name;
    private final Outcome outcome;
    private final @Nullable String reason;
    private final String message;
    private final Map<String, Object> details;

    private Step(String name, Outcome outcome, @Nullable String reason, String message, Map<String, Object> details) {
        this.name = name;
        this.outcome = outcome;
        this.reason = reason;
        this.message = message;
        this.details = details;
    }

    static Step ok(String name, String message) {
        return new Step(name, Outcome.OK, null, message, Map.of());
    }

    static Step warning(String name, String reason, String message) {
        return new Step(name, Outcome.WARNING, reason, message, Map.of());
    }

    /**
     * @param reason a short, stable code, as are those of the others
     * @param message the cause and the cure
     */
    static Step failed(String name, String reason, String message) {
        return new Step(name, Outcome.FAILED, reason, message, Map.of());
    }

    static Step skipped(String name, String reason, String message) {
        return new Step(name, Outcome.SKIPPED, reason, message, Map.of());
    }

    /**
     * Returns the same step with a value that its message has in words, for machines.
     *
     * @param value a text, an {@link Id}, a number, or a list or map of these
     */
    Step with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(key, value);
        return new Step(name, outcome, reason, message, Collections.unmodifiableMap(more));
    }

    String name() {
        return name;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Returns why it is not {@link Outcome#OK}, or null if it is. */
    @Nullable
    String reason() {
        return reason;
    }

    String message() {
        return message;
    }

    /** Returns what is in the message, for machines. */
    Map<String, Object> details() {
        return details;
    }

    /** How a step of the check went, and how that is written. Only {@link #FAILED} makes the command fail. */
    enum Outcome {
        OK("ok", "\u001b[32m"),
        /** It works, but somebody should know. */
        WARNING("warning", "\u001b[33m"),
        FAILED("FAILED", "\u001b[31m"),
        /** Not tried, because of an earlier step or because it does not apply. */
        SKIPPED("skipped", "\u001b[2m");

        private final String word;
        private final String colour;

        Outcome(String word, String colour) {
            this.word = word;
            this.colour = colour;
        }

        String word() {
            return word;
        }

        /** Returns the escape sequence that gives a terminal the colour. */
        String colour() {
            return colour;
        }
    }

    /** An identifier of Filevine's, which is a number everywhere that we have seen it, but need not be. Immutable. */
    static final class Id {
        /** Each number of so many digits is a {@code long}. */
        private static final int MOST_DIGITS = 18;

        private final String text;

        Id(String text) {
            this.text = text;
        }

        static List<Object> all(List<String> texts) {
            List<Object> ids = new ArrayList<>();
            for (String text : texts) {
                ids.add(new Id(text));
            }
            return ids;
        }

        /** Returns whether it is written as a number is; one with a leading zero is none. */
        boolean isNumber() {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return !text.isEmpty() && text.length() <= MOST_DIGITS && (text.charAt(0) != '0' || text.length() == 1);
        }

        /** Returns its value, if it {@link #isNumber}. */
        long number() {
            return Long.parseLong(text);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
