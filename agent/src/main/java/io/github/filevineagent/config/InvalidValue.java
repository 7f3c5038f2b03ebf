package io.github.filevineagent.config;

/**
 * A value that can't be accepted. The message says why as a predicate, such as "is not a duration", for the reporter to
 * put the value, or what may be shown of it, in front.
 */
final class InvalidValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean shown;

    InvalidValue(String predicate) {
        this(predicate, true);
    }

    private InvalidValue(String predicate, boolean shown) {
        super(predicate);
        this.shown = shown;
    }

    /** Of a value that may be a secret: the predicate stands for itself. */
    static InvalidValue notShown(String predicate) {
        return new InvalidValue(predicate, false);
    }

    String predicate() {
        return String.valueOf(getMessage());
    }

    /** Whether a message may show the value. */
    boolean isShown() {
        return shown;
    }
}
