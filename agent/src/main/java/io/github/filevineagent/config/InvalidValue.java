package io.github.filevineagent.config;

/**
 * A value that can't be accepted. The message says why as a predicate, such as "is not a duration", for the reporter to
 * put the value, or what may be shown of it, in front.
 */
final class InvalidValue extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValue(String predicate) {
        super(predicate);
    }

    String predicate() {
        return String.valueOf(getMessage());
    }
}
