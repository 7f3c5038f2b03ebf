package io.github.filevineagent.check;

import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The check for people: what is set, then each step as soon as it is known, and last, where a terminal stays, what it all
 * means. In colour, and broken into lines, where asked for.
 */
final class TextReport implements CheckReport {
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    private static final int SETTING_INDENT = 6;

    /** Of an outcome's word, with what is before and after it. */
    private static final int LINE_INDENT = 10;

    private final PrintStream out;
    private final boolean colour;
    private final int width;
    private final boolean all;
    private final List<ProfileResult> results = new ArrayList<>();
    private ProfileResult result = new ProfileResult("");

    /**
     * @param width of lines, or 0 for any
     * @param all whether it shows settings, too, that nobody has set
     */
    TextReport(PrintStream out, boolean colour, int width, boolean all) {
        this.out = out;
        this.colour = colour;
        this.width = width;
        this.all = all;
    }

    @Override
    public void settings(String agentVersion, List<EffectiveSetting> settings) {
        out.println("filevine-agent " + agentVersion);
        heading("Configuration");
        int untouched = 0;
        for (EffectiveSetting setting : settings) {
            if (all || !setting.isDefault()) {
                out.println("  " + wrap(setting.toString(), width, SETTING_INDENT));
            } else {
                untouched++;
            }
        }
        if (untouched > 0) {
            out.println("  " + untouched + " more have their defaults: check --all");
        }
    }

    @Override
    public void problems(List<Problem> problems) {
        heading("Problems");
        for (Problem problem : problems) {
            line(Step.Outcome.FAILED, problem.toString());
        }
    }

    @Override
    public void warnings(List<String> warnings) {
        for (String warning : warnings) {
            line(Step.Outcome.WARNING, warning);
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
        String text = "To have it in each gateway request, set " + assignment;
        out.println("  " + wrap(text, width, SETTING_INDENT));
    }

    @Override
    public void end(int exitStatus) {
        if (results.size() > 1) {
            summary();
        }
        out.println();
        out.println(wrap(conclusion(exitStatus), width, 0));
    }

    private void summary() {
        heading("All profiles");
        for (ProfileResult each : results) {
            line(each.outcome(), each.toString());
        }
        out.println("  " + results.size() + " profiles: " + ProfileResult.count(results, Step.Outcome.OK) + " well, "
                + ProfileResult.count(results, Step.Outcome.FAILED) + " failed");
    }

    private String conclusion(int exitStatus) {
        switch (exitStatus) {
            case Check.OK:
                return "The agent can work with this configuration.";
            case Check.STEP_FAILED:
                return results.size() == 1
                        ? "Something failed: " + result.failedSteps() + ". See above for the cause and what to do."
                        : "Something failed: see above for the cause and what to do.";
            default:
                return "The configuration can't be used, so nothing was tried.";
        }
    }

    private void heading(String text) {
        out.println();
        out.println(colour ? BOLD + text + RESET : text);
    }

    private void line(Step.Outcome outcome, String text) {
        String word = outcome.word();
        String padding = " ".repeat(Step.Outcome.WARNING.word().length() - word.length() + 1);
        out.println(
                "  " + (colour ? outcome.colour() + word + RESET : word) + padding + wrap(text, width, LINE_INDENT));
    }

    /**
     * Returns the text with line breaks, and that many spaces behind each. The first line has room for as many before it.
     *
     * @param width of the terminal, or 0 for a text that is not to be broken; a word is never
     */
    private static String wrap(String text, int width, int indent) {
        if (width == 0 || text.length() <= width - indent) {
            return text;
        }
        StringBuilder wrapped = new StringBuilder(text.length() + 2 * indent);
        int column = 0;
        StringTokenizer words = new StringTokenizer(text, " ");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (column > 0 && column + 1 + word.length() > width - indent) {
                wrapped.append(System.lineSeparator()).append(" ".repeat(indent));
                column = 0;
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
