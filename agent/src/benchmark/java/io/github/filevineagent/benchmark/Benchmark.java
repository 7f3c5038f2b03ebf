package io.github.filevineagent.benchmark;

import io.github.filevineagent.support.Jdk;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the measurements and prints the report. */
final class Benchmark {
    /** The measured programs are compiled for it. */
    private static final int OLDEST_JDK = 17;

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.fromSystemProperties();
        Workplace workplace = new Workplace(Path.of(System.getProperty("benchmark.target", "target")));
        Report report = new Report(title(), workplace.report());
        try (Launcher launcher = new Launcher(workplace)) {
            new JarSize(workplace, report).measure();
            for (Jdk jdk : Jdk.since(OLDEST_JDK)) {
                for (Map.Entry<String, Measurement> measurement :
                        measurements(settings, launcher, workplace, report).entrySet()) {
                    if (settings.includes(measurement.getKey())) {
                        System.out.println(measurement.getKey() + ", " + jdk);
                        measurement.getValue().measure(jdk);
                    }
                }
            }
        }
        System.out.println();
        System.out.println(report);
    }

    private static Map<String, Measurement> measurements(
            Settings settings, Launcher launcher, Workplace workplace, Report report) {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        measurements.put("start", new StartTime(settings, launcher, report));
        measurements.put("aot-start", new AotCacheStart(settings, launcher, workplace, report));
        measurements.put("first-call", new FirstCallTime(settings, launcher, report));
        measurements.put("sharing", new ClassDataSharing(launcher, workplace, report));
        measurements.put("memory", new Memory(settings, launcher, report));
        measurements.put("profiles", new ManyProfiles(settings, launcher, workplace, report));
        measurements.put("hooks", new HookCost(settings, launcher, report));
        measurements.put("load", new SteadyLoad(settings, launcher, report));
        measurements.put("refresh", new RefreshUnderLoad(settings, launcher, report));
        return measurements;
    }

    private static String title() {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ". Times are medians of runs by turns; a spread is of single rounds.";
    }
}
