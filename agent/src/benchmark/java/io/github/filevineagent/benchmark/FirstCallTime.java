package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.FirstCall;
import java.util.List;
import java.util.Map;

/** How long it takes from the start of a process until the gateway has answered its first request with 200. */
final class FirstCallTime implements Measurement {
    private static final double GOAL_MILLIS = 60;
    private static final double GOAL_OPEN_TELEMETRY = 20;

    private final Settings settings;
    private final Launcher launcher;
    private final Report report;

    FirstCallTime(Settings settings, Launcher launcher, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) {
        for (String client : List.of("HttpClient", "HttpURLConnection")) {
            measure(jdk, client);
        }
    }

    private void measure(Jdk jdk, String client) {
        Map<Variant, Sample> millis = Turns.take(
                List.of(Variant.BARE, Variant.EMPTY_AGENT, Variant.OURS, Variant.OPEN_TELEMETRY),
                settings,
                variant -> millisUntilAnswer(
                        launcher.command(jdk, variant, List.of(), FirstCall.class, client, launcher.gateway(client))));
        Sample bare = Turns.of(millis, Variant.BARE);
        Sample empty = Turns.of(millis, Variant.EMPTY_AGENT);
        Sample ours = Turns.of(millis, Variant.OURS);
        Sample theirs = Turns.of(millis, Variant.OPEN_TELEMETRY);
        String what = "Start to the first answer, " + client;
        double added = ours.median() - empty.median();
        report.add(new Row(
                what,
                jdk.toString(),
                Format.millis(ours.median()),
                "by hand, empty agent: " + Format.millis(empty.median()),
                Format.of(Format.MILLIS, added),
                ours.minus(empty).spread(Format.MILLIS),
                "at most +60 ms",
                Row.met(added <= GOAL_MILLIS)));
        report.add(new Row(
                what,
                jdk.toString(),
                Format.millis(ours.median()),
                "by hand, bare JVM: " + Format.millis(bare.median()),
                Format.of(Format.MILLIS, ours.median() - bare.median()),
                ours.minus(bare).spread(Format.MILLIS),
                "",
                ""));
        double theirsAdded = theirs.median() - empty.median();
        report.add(new Row(
                "… what is added to the empty agent",
                jdk.toString(),
                Format.of(Format.MILLIS, added),
                "OpenTelemetry: " + Format.of(Format.MILLIS, theirsAdded),
                added <= 0 ? "nothing added" : Format.times(theirsAdded / added) + " less",
                theirs.minus(empty).spread(Format.MILLIS),
                "20x less",
                Row.met(added * GOAL_OPEN_TELEMETRY <= theirsAdded)));
    }

    private static double millisUntilAnswer(List<String> command) {
        try (Program program = Program.start(command)) {
            String status = program.readLine();
            double millis = program.millis();
            if (!status.equals("200")) {
                throw new BenchmarkException("the gateway answered " + status + " to " + command);
            }
            return millis;
        }
    }
}
