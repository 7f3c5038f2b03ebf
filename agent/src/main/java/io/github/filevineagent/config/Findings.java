package io.github.filevineagent.config;

import io.github.filevineagent.config.Form.InvalidValue;
import io.github.filevineagent.config.Sources.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Collects what reading the configuration brings up, so that all of it is reported at once. Not thread-safe. */
final class Findings {
    /** Enough for a file system that does not hang, on a busy machine. */
    private static final long SHORTEST_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final long shortestPatienceNanos;
    private long patienceNanos;

    Findings() {
        this(SecretSource.PATIENCE_NANOS, SHORTEST_PATIENCE_NANOS);
    }

    /**
     * @param patienceNanos what there is for all files with secrets together
     * @param shortestPatienceNanos what each of them gets in any case; where that is nothing, it is not looked at
     */
    Findings(long patienceNanos, long shortestPatienceNanos) {
        this.patienceNanos = patienceNanos;
        this.shortestPatienceNanos = shortestPatienceNanos;
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    void problem(SettingValue value, String wrong, String accepted) {
        problems.add(new Problem(value.key(), value.source(), wrong, accepted));
    }

    /** Reports a value, and shows it if the reason does not say that it may be a secret. */
    void invalid(SettingValue value, InvalidValue reason, String accepted) {
        invalid(value, value.text(), reason, accepted);
    }

    /**
     * @param part the value, or the one entry of it that is wrong
     */
    void invalid(SettingValue value, String part, InvalidValue reason, String accepted) {
        String wrong;
        if (value.text().isEmpty()) {
            wrong = "is blank";
        } else if (part.isEmpty()) {
            wrong = "has an empty entry";
        } else {
            wrong = (reason.isShown() ? Redaction.quote(part) + " " : "") + reason.predicate();
        }
        problem(value, wrong, accepted);
    }

    /** Returns how long the application's start may still wait for a file: many that hang cost no more than one. */
    long patienceNanos() {
        return patienceNanos;
    }

    void waitedFor(long nanos) {
        patienceNanos = Math.max(shortestPatienceNanos, patienceNanos - nanos);
    }

    void warning(String warning) {
        warnings.add(warning);
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> warnings() {
        return warnings;
    }
}
