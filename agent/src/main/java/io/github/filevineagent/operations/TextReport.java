package io.github.filevineagent.operations;

import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The check for people: each line as soon as it is known, in colour where asked for. */
final class TextReport implements CheckReport {
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final boolean colour;
    private final List<ProfileResult> results = new ArrayList<>();
    private ProfileResult result = new ProfileResult("");

    TextReport(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    @Override
    public void settings(String agentVersion, List<EffectiveSetting> settings) {
        out.println("filevine-agent " + agentVersion);
        heading("Configuration");
        for (EffectiveSetting setting : settings) {
            out.println("  " + setting);
        }
    }

    @Override
    public void problems(List<Problem> problems) {
        heading("Problems");
        for (Problem problem : problems) {
            line(Outcome.FAILED, problem.toString());
        }
    }

    @Override
    public void warnings(List<String> warnings) {
        for (String warning : warnings) {
            line(Outcome.WARNING, warning);
        }
    }

    @Override
    public void profile(String name) {
        result = new ProfileResult(name);
        results.add(result);
        heading("Profile " + name);
    }

    @Override
    public void step(Step step) {
        result.add(step);
        line(step.outcome(), step.name() + ": " + step.message());
    }

    @Override
    public void suggestion(String key, List<String> values, String assignment) {
        out.println("  To have it in each gateway request, set " + assignment);
    }

    @Override
    public void end(int exitStatus) {
        if (results.size() > 1) {
            summary();
        }
        out.println();
        out.println(conclusion(exitStatus));
    }

    private void summary() {
        heading("All profiles");
        for (ProfileResult each : results) {
            line(each.outcome(), each.toString());
        }
        out.println("  " + results.size() + " profiles: " + ProfileResult.count(results, Outcome.OK) + " well, "
                + ProfileResult.count(results, Outcome.FAILED) + " failed");
    }

    private static String conclusion(int exitStatus) {
        switch (exitStatus) {
            case ExitStatus.OK:
                return "The agent can work with this configuration.";
            case ExitStatus.STEP_FAILED:
                return "Something failed: see above for the cause and what to do.";
            default:
                return "The configuration can't be used, so nothing was tried.";
        }
    }

    private void heading(String text) {
        out.println();
        out.println(colour ? BOLD + text + RESET : text);
    }

    private void line(Outcome outcome, String text) {
        String word = outcome.word();
        String padding = " ".repeat(Outcome.WARNING.word().length() - word.length() + 1);
        out.println("  " + (colour ? outcome.colour() + word + RESET : word) + padding + text);
    }
}
