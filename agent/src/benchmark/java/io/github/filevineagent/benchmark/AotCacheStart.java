package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.Hello;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a program without HTTP gains from an AOT cache that was trained with the agent attached (JDK 25 and later). */
final class AotCacheStart implements Measurement {
    /** Since then {@code -XX:AOTCacheOutput} writes a cache in one step. */
    static final int FIRST_WITH_AOT_CACHE = 25;

    private final Settings settings;
    private final Launcher launcher;
    private final Workplace workplace;
    private final Report report;

    AotCacheStart(Settings settings, Launcher launcher, Workplace workplace, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.workplace = workplace;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) throws IOException {
        if (jdk.version() < FIRST_WITH_AOT_CACHE) {
            return;
        }
        Path cache = workplace.file("hello-with-agent-" + jdk.version() + ".aot");
        Files.deleteIfExists(cache);
        List<String> output = Program.output(
                launcher.command(jdk, Variant.OURS, List.of("-XX:AOTCacheOutput=" + cache), Hello.class));
        if (!Files.exists(cache)) {
            throw new BenchmarkException("no AOT cache was written: " + output);
        }
        Map<Variant, Sample> millis = Turns.take(
                List.of(Variant.EMPTY_AGENT, Variant.OURS),
                settings,
                variant -> Program.millisOf(launcher.command(jdk, variant, options(variant, cache), Hello.class)));
        Sample empty = Turns.of(millis, Variant.EMPTY_AGENT);
        Sample ours = Turns.of(millis, Variant.OURS);
        report.add(new Row(
                "Start of a program without HTTP, from an AOT cache trained with the agent",
                String.valueOf(jdk.version()),
                Format.millis(ours.median()),
                "empty agent, no cache: " + Format.millis(empty.median()),
                Format.ratio(ours.median() / empty.median()),
                ours.over(empty).spread(Format.RATIO),
                "below the empty agent",
                Row.met(ours.median() < empty.median())));
    }

    private static List<String> options(Variant variant, Path cache) {
        return variant == Variant.OURS ? List.of("-XX:AOTCache=" + cache) : List.of();
    }
}
