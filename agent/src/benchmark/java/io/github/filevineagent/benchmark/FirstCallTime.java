package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.FirstCall;
import io.github.filevineagent.support.Jdk;
import java.util.List;
import java.util.Map;

/**
 * How long it takes from the start of a process until the gateway has answered its first request with 200: with the agent,
 * with the exchange written by hand, and with a token that is there already.
 */
final class FirstCallTime implements Measurement {
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
        measureRemote(jdk, "HttpClient-2", 0.95);
        measureRemote(jdk, "HttpURLConnection", 0.88);
        measureLoopback(jdk, "HttpClient");
        measureLoopback(jdk, "HttpURLConnection");
    }

    private void measureRemote(Jdk jdk, String client, double goal) {
        Servers servers = launcher.remote();
        Map<Variant, Sample> millis =
                take(jdk, client, servers, List.of(Variant.BARE, Variant.BY_HAND, Variant.EMPTY_AGENT, Variant.OURS));
        compareWithByHand(jdk, client, servers, millis, goal);
    }

    private void measureLoopback(Jdk jdk, String client) {
        Servers servers = launcher.loopback();
        Map<Variant, Sample> millis = take(
                jdk,
                client,
                servers,
                List.of(Variant.BARE, Variant.BY_HAND, Variant.EMPTY_AGENT, Variant.OURS, Variant.OPEN_TELEMETRY));
        compareWithByHand(jdk, client, servers, millis, 1.0);
        compareWithOpenTelemetry(jdk, millis);
    }

    private Map<Variant, Sample> take(Jdk jdk, String client, Servers servers, List<Variant> variants) {
        return Turns.take(
                variants,
                settings,
                variant -> millisUntilAnswer(launcher.command(
                        jdk, variant, servers, List.of(), FirstCall.class, client, servers.resource())));
    }

    private void compareWithByHand(Jdk jdk, String client, Servers servers, Map<Variant, Sample> millis, double goal) {
        String what = "Start to the first answer, " + servers.name() + ", " + client;
        Sample ours = Turns.of(millis, Variant.OURS);
        Sample byHand = Turns.of(millis, Variant.BY_HAND);
        double ratio = ours.median() / byHand.median();
        report.add(new Row(
                what,
                String.valueOf(jdk.version()),
                Format.millis(ours.median()),
                "exchange by hand: " + Format.millis(byHand.median()),
                Format.ratio(ratio),
                ours.over(byHand).spread(Format.RATIO),
                "at most " + goal,
                Row.met(ratio <= goal)));
        for (Variant ready : List.of(Variant.BARE, Variant.EMPTY_AGENT)) {
            Sample readyToken = Turns.of(millis, ready);
            report.add(new Row(
                    what,
                    String.valueOf(jdk.version()),
                    Format.millis(ours.median()),
                    "ready token, " + ready + ": " + Format.millis(readyToken.median()),
                    Format.of(Format.MILLIS, ours.median() - readyToken.median()),
                    ours.minus(readyToken).spread(Format.MILLIS),
                    "",
                    ""));
        }
    }

    private void compareWithOpenTelemetry(Jdk jdk, Map<Variant, Sample> millis) {
        Sample empty = Turns.of(millis, Variant.EMPTY_AGENT);
        Sample theirs = Turns.of(millis, Variant.OPEN_TELEMETRY);
        double added = Turns.of(millis, Variant.OURS).median() - empty.median();
        double theirsAdded = theirs.median() - empty.median();
        report.add(new Row(
                "… what is added to the empty agent",
                String.valueOf(jdk.version()),
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
