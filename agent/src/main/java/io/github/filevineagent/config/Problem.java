package io.github.filevineagent.config;

import io.github.filevineagent.common.SafeText;

/** One thing that is wrong with the configuration. Immutable; shows no secret. */
public final class Problem {
    private final String key;
    private final String source;
    private final String wrong;
    private final String accepted;

    Problem(String key, String source, String wrong, String accepted) {
        this.key = key;
        this.source = source;
        this.wrong = wrong;
        this.accepted = accepted;
    }

    public String key() {
        return key;
    }

    /** Returns where the value came from, such as {@code environment variable FILEVINE_REGION}. */
    public String source() {
        return source;
    }

    public String wrong() {
        return wrong;
    }

    public String accepted() {
        return accepted;
    }

    /** Returns all of it on one line, whatever characters the key or the value have. */
    @Override
    public String toString() {
        return SafeText.oneLine(key + " (" + source + "): " + wrong + "; accepted: " + accepted, '?');
    }
}
