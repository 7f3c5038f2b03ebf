package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.HookCosts.Cost;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** The time and the garbage of the hooks themselves, on 1, 2 and 4 threads. */
final class HookCost implements Measurement {
    private static final double GOAL_OTHER_NANOS = 30;
    private static final double GOAL_GATEWAY_NANOS = 150;
    private static final double GOAL_FIRMS_NANOS = 50;
    private static final int FIRMS = 1_000;

    private final Settings settings;
    private final Launcher launcher;
    private final Report report;

    HookCost(Settings settings, Launcher launcher, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) throws RunnerException, IOException {
        HookCosts one = HookCosts.measure(jdk, 1, ".*", launcher, settings);
        addOther(jdk, "HttpClient", one.of("clientOtherHost"));
        addOther(jdk, "HttpURLConnection", one.of("connectionOtherHost"));
        addGateway(jdk, "HttpClient", one, "clientGateway");
        addGateway(jdk, "HttpClient's answer", one, "clientGatewayAnswer");
        addGateway(jdk, "HttpURLConnection", one, "connectionGateway");
        for (int threads : new int[] {2, 4}) {
            HookCosts more =
                    HookCosts.measure(jdk, threads, "(client|connection)Gateway(ByHand)?$", launcher, settings);
            addScaling(jdk, threads, "HttpClient", "clientGateway", one, more);
            addScaling(jdk, threads, "HttpURLConnection", "connectionGateway", one, more);
        }
        HookCosts firm = HookCosts.measureFirms(jdk, launcher.oneFirm(), launcher, settings);
        HookCosts onOneHost = HookCosts.measureFirms(jdk, launcher.firmsOnOneHost(FIRMS), launcher, settings);
        HookCosts onTheirHosts = HookCosts.measureFirms(jdk, launcher.firmsOnTheirHosts(FIRMS), launcher, settings);
        for (String client : List.of("client", "connection")) {
            addFirms(jdk, "1,000 profiles on one host", client, firm, onOneHost);
            addFirms(jdk, "1,000 profiles on 1,000 hosts", client, firm, onTheirHosts);
        }
    }

    private void addFirms(Jdk jdk, String what, String client, HookCosts one, HookCosts many) {
        Cost ofMany = many.of(client + "Firms");
        Cost ofOne = one.of(client + "Firms");
        Cost difference = ofMany.minus(ofOne);
        report.add(new Row(
                "Hook, gateway request, " + what + ", "
                        + (client.equals("client") ? "HttpClient" : "HttpURLConnection"),
                String.valueOf(jdk.version()),
                ofMany.toString(),
                "one profile: " + ofOne,
                difference.toString(),
                "",
                "at most +50 ns, +0 B",
                Row.met(difference.isWithin(GOAL_FIRMS_NANOS))));
    }

    private void addOther(Jdk jdk, String client, Cost cost) {
        report.add(new Row(
                "Hook, request to another host, " + client,
                String.valueOf(jdk.version()),
                cost.toString(),
                "",
                "",
                "",
                "at most 30 ns, 0 B",
                Row.met(cost.isWithin(GOAL_OTHER_NANOS))));
    }

    private void addGateway(Jdk jdk, String what, HookCosts costs, String method) {
        Cost ours = costs.of(method);
        Cost byHand = costs.byHand(method);
        Cost difference = ours.minus(byHand);
        report.add(new Row(
                "Hook, gateway request, " + what,
                String.valueOf(jdk.version()),
                ours.toString(),
                "by hand: " + byHand,
                difference.toString(),
                "",
                "at most +150 ns, +0 B",
                Row.met(difference.isWithin(GOAL_GATEWAY_NANOS))));
    }

    private void addScaling(Jdk jdk, int threads, String client, String method, HookCosts one, HookCosts more) {
        double ours = more.of(method).nanos() / one.of(method).nanos();
        double byHand = more.byHand(method).nanos() / one.byHand(method).nanos();
        report.add(new Row(
                "Hook, gateway request on " + threads + " threads, " + client,
                String.valueOf(jdk.version()),
                Format.nanos(more.of(method).nanos()) + ", " + Format.times(ours) + " of 1 thread",
                "by hand: " + Format.times(byHand) + " of 1 thread",
                Format.ratio(ours / byHand),
                "",
                "",
                ""));
    }
}
