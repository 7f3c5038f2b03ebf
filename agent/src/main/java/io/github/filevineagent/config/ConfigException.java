package io.github.filevineagent.config;

import java.util.List;

/** A configuration that can't be used, with everything that is wrong with it. Shows no secret. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<String> hints;
    private final boolean abort;

    ConfigException(List<Problem> problems, List<String> hints, boolean abort) {
        super(message(problems));
        this.problems = List.copyOf(problems);
        this.hints = List.copyOf(hints);
        this.abort = abort;
    }

    /** Returns at least one problem. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns a line for each name that is close to a setting's, or looks like one, and is not read. */
    public List<String> hints() {
        return hints;
    }

    /**
     * Returns whether the JVM should not start, as {@code filevine.on-config-error} has it; so it is, too, when the value
     * of that setting is itself among the problems.
     */
    public boolean abort() {
        return abort;
    }

    private static String message(List<Problem> problems) {
        StringBuilder message = new StringBuilder();
        message.append(problems.size()).append(problems.size() == 1 ? " problem" : " problems");
        message.append(" in the configuration:");
        for (Problem problem : problems) {
            message.append("\n  ").append(problem);
        }
        return message.toString();
    }
}
