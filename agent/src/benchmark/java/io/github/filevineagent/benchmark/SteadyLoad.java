package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.Load;
import io.github.filevineagent.support.Jdk;
import java.util.List;

/**
 * Throughput and 99th percentile of gateway requests against the header written by hand. Three programs live side by
 * side and send batches by turns; two of them are the same, so that their difference shows the noise.
 */
final class SteadyLoad implements Measurement {
    private static final String THREADS = "2";
    private static final int WARM_UP_BATCHES = 4;

    private final Settings settings;
    private final Launcher launcher;
    private final Report report;

    SteadyLoad(Settings settings, Launcher launcher, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) {
        for (String client : List.of("HttpURLConnection", "HttpClient", "HttpClient-2")) {
            try (Program ours = start(jdk, Variant.OURS, client);
                    Program byHand = start(jdk, Variant.EMPTY_AGENT, client);
                    Program again = start(jdk, Variant.EMPTY_AGENT, client)) {
                measure(jdk, client, List.of(ours, byHand, again));
            }
        }
    }

    private Program start(Jdk jdk, Variant variant, String client) {
        return Program.start(
                launcher.command(jdk, variant, List.of(), Load.class, client, launcher.gateway(client), THREADS));
    }

    private void measure(Jdk jdk, String client, List<Program> programs) {
        List<Sample> nanos = List.of(new Sample(), new Sample(), new Sample());
        List<Sample> p99 = List.of(new Sample(), new Sample(), new Sample());
        for (int round = -WARM_UP_BATCHES; round < settings.loadRounds(); round++) {
            for (int turn = 0; turn < programs.size(); turn++) {
                // Nobody is always the first.
                int index = Math.floorMod(turn + round, programs.size());
                Batch batch = Batch.send(programs.get(index), settings.batch());
                if (batch.failed() > 0) {
                    throw new BenchmarkException(batch.failed() + " requests failed");
                }
                if (round >= 0) {
                    nanos.get(index).add(batch.nanos() / settings.batch());
                    p99.get(index).add(batch.p99());
                }
            }
        }
        String protocol = client.equals("HttpClient-2") ? "HttpClient, HTTP/2" : client + ", HTTP/1.1";
        add(jdk, "Time for a gateway request, " + protocol, nanos);
        add(jdk, "… 99th percentile", p99);
    }

    private void add(Jdk jdk, String what, List<Sample> nanos) {
        Sample ours = nanos.get(0);
        Sample byHand = nanos.get(1);
        Sample ratios = ours.over(byHand);
        Sample noise = nanos.get(2).over(byHand);
        double ratio = ratios.median();
        // The control's typical distance from 1, since a single round can be anywhere.
        double tolerance = Math.max(0.01, noise.typicalDistanceFrom(1));
        report.add(new Row(
                what,
                String.valueOf(jdk.version()),
                Format.of("%.1f µs", ours.median() / 1_000),
                "by hand: " + Format.of("%.1f µs", byHand.median() / 1_000),
                Format.ratio(ratio),
                ratios.spread(Format.RATIO),
                "within 1 % or the noise: by hand twice " + Format.ratio(noise.median()) + ", "
                        + noise.spread(Format.RATIO),
                Row.met(ratio <= 1 + tolerance)));
    }
}
