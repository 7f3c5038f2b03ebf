package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what reading the configuration brings up, so that all of it is reported at once. Not thread-safe. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void problem(Problem problem) {
        problems.add(problem);
    }

    void problem(SettingValue value, String wrong, String accepted) {
        problems.add(new Problem(value.key(), value.source(), wrong, accepted));
    }

    /** Reports a value that is no secret, and shows it. */
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
            wrong = Redaction.quote(part) + " " + reason.predicate();
        }
        problem(value, wrong, accepted);
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
