package io.github.filevineagent.check;

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
