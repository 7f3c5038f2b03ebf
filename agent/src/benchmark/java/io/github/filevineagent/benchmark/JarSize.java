package io.github.filevineagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;

/** The size of the agent's jar. */
final class JarSize {
    private final Workplace workplace;
    private final Report report;

    JarSize(Workplace workplace, Report report) {
        this.workplace = workplace;
        this.report = report;
    }

    void measure() throws IOException {
        double ours = (double) Files.size(workplace.agent());
        double theirs = (double) Files.size(workplace.openTelemetry());
        report.add(new Row(
                "Size of the jar",
                "",
                Format.kibibytes(ours),
                "OpenTelemetry: " + Format.kibibytes(theirs),
                Format.times(theirs / ours) + " less",
                "",
                "",
                ""));
    }
}
