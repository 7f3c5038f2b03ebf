package io.github.filevineagent.check;

import java.util.ArrayList;
import java.util.List;

/** What came of one profile's steps, for the line that it has at the end of a check. For one thread. */
final class ProfileResult {
    private final String name;
    private final List<String> failedSteps = new ArrayList<>();

    ProfileResult(String name) {
        this.name = name;
    }

    void add(Step step) {
        // A profile with several gateways has a step of one name for each.
        if (step.outcome() == Step.Outcome.FAILED && !failedSteps.contains(step.name())) {
            failedSteps.add(step.name());
        }
    }

    Step.Outcome outcome() {
        return failedSteps.isEmpty() ? Step.Outcome.OK : Step.Outcome.FAILED;
    }

    static int count(List<ProfileResult> results, Step.Outcome outcome) {
        int count = 0;
        for (ProfileResult result : results) {
            count += result.outcome() == outcome ? 1 : 0;
        }
        return count;
    }

    String failedSteps() {
        return String.join(", ", failedSteps);
    }

    /** Returns the name, and the steps that have failed. */
    @Override
    public String toString() {
        return failedSteps.isEmpty() ? name : name + ": " + failedSteps();
    }
}
