package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.Load;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;

/** Many requests over tokens that live for two seconds: none may fail or wait, and the slowest must not get slower. */
final class RefreshUnderLoad implements Measurement {
    private static final int THREADS = 64;
    private static final int BATCHES = 20;
    private static final String CLIENT = "HttpClient";

    /**
     * So that who fails or waits is counted: a replay would hide a token that was sent too late, and a request that finds no
     * token goes on without one after a millisecond, and gets a 401.
     */
    private static final List<String> STRICT = List.of(
            "-Dfilevine.replay-unauthorized=false", "-Dfilevine.token-wait=1ms", "-Dfilevine.when-unavailable=pass");

    private final Settings settings;
    private final Launcher launcher;
    private final Report report;

    RefreshUnderLoad(Settings settings, Launcher launcher, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) {
        try (Program shortTokens = start(jdk, List.of(launcher.shortTokens()));
                Program lasting = start(jdk, List.of());
                Program again = start(jdk, List.of())) {
            Sample refreshed = new Sample();
            Sample still = new Sample();
            Sample control = new Sample();
            int failed = 0;
            int batch = settings.refreshRequests() / BATCHES;
            for (int round = -1; round < BATCHES; round++) {
                Batch measured = Batch.send(shortTokens, batch);
                double without = Batch.send(lasting, batch / 4).p999();
                double noise = Batch.send(again, batch / 4).p999();
                // In the first, which warms up, the first requests come before the first token.
                if (round >= 0) {
                    failed += measured.failed();
                    refreshed.add(measured.p999());
                    still.add(without);
                    control.add(noise);
                }
            }
            report(jdk, failed, refreshed.over(still), control.over(still), refreshed, still);
        }
    }

    private void report(Jdk jdk, int failed, Sample ratios, Sample noise, Sample refreshed, Sample still) {
        String requests = Format.of("%,.0f requests", settings.refreshRequests());
        report.add(new Row(
                "Failed or waited for more than 1 ms over tokens of 2 s, 64 threads",
                String.valueOf(jdk.version()),
                failed + " of " + requests,
                "",
                "",
                "",
                "0",
                Row.met(failed == 0)));
        report.add(new Row(
                "… 99.9th percentile",
                String.valueOf(jdk.version()),
                Format.millis(refreshed.median() / 1e6),
                "tokens of 2 h: " + Format.millis(still.median() / 1e6),
                Format.ratio(ratios.median()),
                ratios.spread(Format.RATIO),
                "within the noise: the same twice " + Format.ratio(noise.median()) + ", " + noise.spread(Format.RATIO),
                Row.met(ratios.median() <= 1 + noise.typicalDistanceFrom(1))));
    }

    private Program start(Jdk jdk, List<String> more) {
        List<String> options = new ArrayList<>(STRICT);
        options.addAll(more);
        return Program.start(launcher.command(
                jdk, Variant.OURS, options, Load.class, CLIENT, launcher.gateway(CLIENT), String.valueOf(THREADS)));
    }
}
