package io.github.filevineagent.operations;

/** A step of the check and what came of it. Immutable; shows no secret. */
final class Step {
    private final String name;
    private final Outcome outcome;
    private final String message;

    private Step(String name, Outcome outcome, String message) {
        this.name = name;
        this.outcome = outcome;
        this.message = message;
    }

    static Step ok(String name, String message) {
        return new Step(name, Outcome.OK, message);
    }

    static Step warning(String name, String message) {
        return new Step(name, Outcome.WARNING, message);
    }

    /**
     * @param message the cause and the cure
     */
    static Step failed(String name, String message) {
        return new Step(name, Outcome.FAILED, message);
    }

    static Step skipped(String name, String message) {
        return new Step(name, Outcome.SKIPPED, message);
    }

    String name() {
        return name;
    }

    Outcome outcome() {
        return outcome;
    }

    String message() {
        return message;
    }
}
