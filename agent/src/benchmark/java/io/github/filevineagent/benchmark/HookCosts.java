package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.hooks.FirmsBenchmark;
import io.github.filevineagent.benchmark.hooks.HookBenchmark;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH says about the methods of {@link HookBenchmark} on some number of threads. */
final class HookCosts {
    /** JMH uses what this JDK warns of. */
    private static final int UNSAFE_WARNING_SINCE = 24;

    private final Map<String, Cost> costs = new HashMap<>();

    private HookCosts() {}

    /** Runs the benchmarks whose names match, each in a JVM of its own. */
    static HookCosts measure(Jdk jdk, int threads, String names, Launcher launcher, Settings settings)
            throws RunnerException {
        return measure(
                jdk, threads, HookBenchmark.class.getSimpleName() + "\\." + names, List.of(), launcher, settings);
    }

    /** Runs the benchmark of several firms, with the options that make the agent have them. */
    static HookCosts measureFirms(Jdk jdk, List<String> firms, Launcher launcher, Settings settings)
            throws RunnerException {
        return measure(jdk, 1, FirmsBenchmark.class.getSimpleName() + "\\..*", firms, launcher, settings);
    }

    private static HookCosts measure(
            Jdk jdk, int threads, String benchmarks, List<String> firms, Launcher launcher, Settings settings)
            throws RunnerException {
        List<String> options = new ArrayList<>(launcher.attach(Variant.OURS));
        options.addAll(firms);
        options.addAll(List.of(
                "-Dbenchmark.gateway=" + launcher.gateway("HttpClient"),
                "-Dbenchmark.other=" + launcher.openHost(),
                "--add-opens=java.net.http/jdk.internal.net.http=ALL-UNNAMED",
                "--add-opens=java.base/sun.net.www=ALL-UNNAMED",
                "--add-opens=java.base/sun.net.www.protocol.http=ALL-UNNAMED"));
        options.add("-Dfilevine.log-level=warn");
        if (jdk.version() >= UNSAFE_WARNING_SINCE) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        OptionsBuilder jmh = new OptionsBuilder();
        jmh.include(benchmarks)
                .jvm(jdk.tool("java").toString())
                .jvmArgs(options.toArray(new String[0]))
                .forks(1)
                .threads(threads)
                .warmupIterations(Math.max(1, settings.jmhIterations() / 2))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(settings.jmhIterations())
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        HookCosts found = new HookCosts();
        for (RunResult result : new Runner(jmh.build()).run()) {
            Result<?> time = result.getPrimaryResult();
            Result<?> bytes =
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
            found.costs.put(time.getLabel(), new Cost(time.getScore(), time.getScoreError(), bytes.getScore()));
        }
        return found;
    }

    Cost of(String method) {
        return Objects.requireNonNull(costs.get(method), method);
    }

    /** Returns what it costs to do the same without the agent. */
    Cost byHand(String method) {
        return of(method + "ByHand");
    }

    /**
     * The cost of one call.
     *
     * @param error half the 99.9 % confidence interval; NaN for too few iterations
     */
    record Cost(double nanos, double error, double bytes) {
        /** JMH divides what was allocated by the time, so that nothing looks like next to nothing. */
        private static final double NEXT_TO_NOTHING = 0.5;

        Cost minus(Cost other) {
            return new Cost(nanos - other.nanos, error + other.error, bytes - other.bytes);
        }

        boolean isWithin(double nanosAllowed) {
            return nanos <= nanosAllowed && bytes < NEXT_TO_NOTHING;
        }

        @Override
        public String toString() {
            String interval = Double.isNaN(error) ? "" : Format.of(" ± %.1f", error);
            return Format.of("%.1f", nanos) + interval + " ns, " + Math.round(bytes) + " B";
        }
    }
}
