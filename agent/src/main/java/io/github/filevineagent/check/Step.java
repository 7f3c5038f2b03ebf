package io.github.filevineagent.check;

import java.util.Collections;
import java.util.LinkedHashMap;
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
}
