package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.Hello;
import io.github.filevineagent.support.Jdk;
import java.util.List;
import java.util.Map;

/** How long a program without HTTP runs, from the start of its process to the end. */
final class StartTime implements Measurement {
    private static final double GOAL = 1.05;
    private static final double GOAL_OPEN_TELEMETRY = 60;
    private static final String WHAT = "Start of a program without HTTP";

    private final Settings settings;
    private final Launcher launcher;
    private final Report report;

    StartTime(Settings settings, Launcher launcher, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) {
        Map<Variant, Sample> millis = Turns.take(
                List.of(Variant.values()),
                settings,
                variant -> Program.millisOf(launcher.command(jdk, variant, List.of(), Hello.class)));
        Sample bare = Turns.of(millis, Variant.BARE);
        Sample empty = Turns.of(millis, Variant.EMPTY_AGENT);
        Sample ours = Turns.of(millis, Variant.OURS);
        Sample switchedOff = Turns.of(millis, Variant.OURS_SWITCHED_OFF);
        Sample theirs = Turns.of(millis, Variant.OPEN_TELEMETRY);
        double oursAdded = ours.median() - bare.median();
        double ratio = ours.median() / empty.median();
        report.add(new Row(
                WHAT,
                String.valueOf(jdk.version()),
                Format.millis(ours.median()),
                "empty agent: " + Format.millis(empty.median()),
                Format.ratio(ratio),
                ours.over(empty).spread(Format.RATIO),
                "at most 1.05x",
                Row.met(ratio <= GOAL)));
        report.add(new Row(
                "… with filevine.enabled=false",
                String.valueOf(jdk.version()),
                Format.millis(switchedOff.median()),
                "empty agent: " + Format.millis(empty.median()),
                Format.ratio(switchedOff.median() / empty.median()),
                switchedOff.over(empty).spread(Format.RATIO),
                "",
                ""));
        report.add(new Row(
                WHAT,
                String.valueOf(jdk.version()),
                Format.millis(ours.median()),
                "bare JVM: " + Format.millis(bare.median()),
                Format.of(Format.MILLIS, oursAdded),
                ours.minus(bare).spread(Format.MILLIS),
                "",
                ""));
        double added = theirs.median() - bare.median();
        report.add(new Row(
                "… what is added to the bare JVM",
                String.valueOf(jdk.version()),
                Format.of(Format.MILLIS, oursAdded),
                "OpenTelemetry: " + Format.of(Format.MILLIS, added),
                oursAdded <= 0 ? "nothing added" : Format.times(added / oursAdded) + " less",
                theirs.minus(bare).spread(Format.MILLIS),
                "60x less",
                Row.met(oursAdded * GOAL_OPEN_TELEMETRY <= added)));
    }
}
