package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.FirstCall;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the application's classes still come out of its archive when the agent is attached. */
final class ClassDataSharing implements Measurement {
    private static final String APPLICATION_CLASS = " io.github.filevineagent.benchmark.program.";

    private final Launcher launcher;
    private final Workplace workplace;
    private final Report report;

    ClassDataSharing(Launcher launcher, Workplace workplace, Report report) {
        this.launcher = launcher;
        this.workplace = workplace;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) throws IOException {
        Path archive = workplace.file("programs-" + jdk.version() + ".jsa");
        create(jdk, Variant.BARE, archive, "-XX:ArchiveClassesAtExit=" + archive);
        compare(jdk, "AppCDS", "-XX:SharedArchiveFile=" + archive);
        if (jdk.version() >= AotCacheStart.FIRST_WITH_AOT_CACHE) {
            Path cache = workplace.file("programs-" + jdk.version() + ".aot");
            create(jdk, Variant.BARE, cache, "-XX:AOTCacheOutput=" + cache);
            compare(jdk, "AOT cache", "-XX:AOTCache=" + cache);
            createWithAgent(jdk);
        }
    }

    private void compare(Jdk jdk, String what, String option) {
        Counts ours = count(jdk, Variant.OURS, option);
        Counts empty = count(jdk, Variant.EMPTY_AGENT, option);
        Counts bare = count(jdk, Variant.BARE, option);
        report.add(new Row(
                what + ": classes that are shared",
                String.valueOf(jdk.version()),
                ours.toString(),
                "empty agent: " + empty + "; bare JVM: " + bare,
                ours.shared > 0
                        ? (ours.shared - empty.shared) + " more than with the empty agent"
                        : "the JVM, for any agent: " + ours.refusal,
                "",
                "the application's as with the empty agent",
                Row.met(ours.applications >= empty.applications)));
    }

    private Counts count(Jdk jdk, Variant variant, String option) {
        List<String> output = run(jdk, variant, option, "-Xlog:class+load");
        List<String> shared = output.stream()
                .filter(line -> line.contains("source: shared objects file"))
                .toList();
        long applications =
                shared.stream().filter(line -> line.contains(APPLICATION_CLASS)).count();
        // The first only says that an error has occurred.
        String refusal = output.stream()
                .filter(line -> line.contains("[error]"))
                .skip(1)
                .findFirst()
                .orElse("");
        return new Counts(shared.size(), applications, refusal);
    }

    private void create(Jdk jdk, Variant variant, Path file, String option) throws IOException {
        Files.deleteIfExists(file);
        List<String> output = run(jdk, variant, option);
        if (!Files.exists(file)) {
            throw new BenchmarkException("no archive was written: " + output);
        }
    }

    /** Trains with the agent attached, and says what comes of it. */
    private void createWithAgent(Jdk jdk) throws IOException {
        Path cache = workplace.file("programs-with-agent-" + jdk.version() + ".aot");
        Files.deleteIfExists(cache);
        List<String> said = run(jdk, Variant.OURS, "-XX:AOTCacheOutput=" + cache).stream()
                .filter(line -> line.contains("[aot]") || line.contains("exit status"))
                .limit(2)
                .toList();
        String result = Files.exists(cache)
                ? "written; used with the agent: " + count(jdk, Variant.OURS, "-XX:AOTCache=" + cache)
                : "not written";
        report.add(new Row(
                "AOT cache: training with the agent attached",
                String.valueOf(jdk.version()),
                result,
                "",
                said.isEmpty() ? "the JVM says nothing" : String.join(" ", said).replace("|", "/"),
                "",
                "",
                ""));
    }

    private List<String> run(Jdk jdk, Variant variant, String... options) {
        String client = "HttpURLConnection";
        return Program.output(
                launcher.command(jdk, variant, List.of(options), FirstCall.class, client, launcher.gateway(client)));
    }

    /**
     * What was shared.
     *
     * @param refusal why the JVM did not take the archive, or empty
     */
    private record Counts(long shared, long applications, String refusal) {
        @Override
        public String toString() {
            return shared + ", of them the application's " + applications;
        }
    }
}
