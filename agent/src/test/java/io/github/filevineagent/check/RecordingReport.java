package io.github.filevineagent.check;

import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.util.ArrayList;
import java.util.List;

/** Writes down, one line each, what a check tells. */
final class RecordingReport implements CheckReport {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void settings(String agentVersion, List<EffectiveSetting> settings) {
        lines.add("settings of " + agentVersion);
    }

    @Override
    public void problems(List<Problem> problems) {
        problems.forEach(problem -> lines.add("problem " + problem.key()));
    }

    @Override
    public void warnings(List<String> warnings) {
        warnings.forEach(warning -> lines.add("warning " + warning));
    }

    @Override
    public void profile(String name) {
        lines.add("profile " + name);
    }

    @Override
    public void step(Step step) {
        lines.add(step.outcome() + " " + step.name() + ": " + step.message());
    }

    @Override
    public void suggestion(String key, List<String> values, String assignment) {
        lines.add("suggestion " + key + " " + values);
        if (!assignment.startsWith(key + "=")) {
            lines.add("assignment " + assignment);
        }
    }

    @Override
    public void end(int exitStatus) {
        lines.add("end " + exitStatus);
    }
}
