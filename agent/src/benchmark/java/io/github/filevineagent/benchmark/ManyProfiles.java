package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.FirstCall;
import io.github.filevineagent.benchmark.program.Hello;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a thousand profiles cost, each with a token: heap, threads, and the start of a program without HTTP. */
final class ManyProfiles implements Measurement {
    private static final int PROFILES = 1_000;
    private static final double GOAL_BYTES = 16 * 1024;
    private static final int GOAL_THREADS = 4;

    private final Settings settings;
    private final Launcher launcher;
    private final Workplace workplace;
    private final Report report;

    ManyProfiles(Settings settings, Launcher launcher, Workplace workplace, Report report) {
        this.settings = settings;
        this.launcher = launcher;
        this.workplace = workplace;
        this.report = report;
    }

    @Override
    public void measure(Jdk jdk) throws IOException {
        List<String> one = options(1);
        List<String> thousand = options(PROFILES);
        Sample perProfile = new Sample();
        Sample oneMillis = new Sample();
        Sample thousandMillis = new Sample();
        List<String> threads = List.of();
        for (int round = 0; round < settings.memoryRounds(); round++) {
            Look few = look(jdk, one, 1);
            Look many = look(jdk, thousand, PROFILES);
            perProfile.add((many.heapBytes - few.heapBytes) / (PROFILES - 1));
            threads = many.threads;
            oneMillis.add(Program.millisOf(launcher.command(jdk, Variant.OURS, one, Hello.class)));
            thousandMillis.add(Program.millisOf(launcher.command(jdk, Variant.OURS, thousand, Hello.class)));
        }
        report.add(new Row(
                "Live heap of a profile, with " + PROFILES + " of them",
                String.valueOf(jdk.version()),
                Format.kibibytes(perProfile.median()),
                "",
                "",
                Format.kibibytes(perProfile.min()) + " .. " + Format.kibibytes(perProfile.max()),
                "at most " + Format.kibibytes(GOAL_BYTES),
                Row.met(perProfile.median() <= GOAL_BYTES)));
        report.add(new Row(
                "Threads, with " + PROFILES + " profiles",
                String.valueOf(jdk.version()),
                threads.size() + ": " + String.join(", ", threads),
                "",
                "",
                "",
                "at most " + GOAL_THREADS,
                Row.met(threads.size() <= GOAL_THREADS)));
        report.add(new Row(
                "Start of a program without HTTP, with " + PROFILES + " profiles",
                String.valueOf(jdk.version()),
                Format.millis(thousandMillis.median()),
                "one profile: " + Format.millis(oneMillis.median()),
                Format.of(Format.MILLIS, thousandMillis.median() - oneMillis.median()),
                thousandMillis.minus(oneMillis).spread(Format.MILLIS),
                "",
                ""));
    }

    /** Beside the default profile, whose gateway is the one that is called. */
    private List<String> options(int profiles) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < profiles; i++) {
            String name = "firm-" + i;
            String prefix = "filevine.profile." + name + ".";
            names.add(name);
            lines.add(prefix + "identity-url=" + launcher.loopback().tokenEndpoint());
            lines.add(prefix + "gateway-hosts=" + name + ".example.com");
            lines.add(prefix + "pat=" + Workplace.PAT);
        }
        lines.add("filevine.profiles=" + String.join(",", names));
        Path file = workplace.file("profiles-" + profiles + ".properties");
        return List.of("-Dfilevine.config-file=" + Files.write(file, lines));
    }

    private Look look(Jdk jdk, List<String> options, int profiles) {
        String client = "HttpURLConnection";
        List<String> command =
                launcher.command(jdk, Variant.OURS, options, FirstCall.class, client, launcher.gateway(client));
        try (Program program = Program.start(command)) {
            String unused = program.readLine();
            String pid = String.valueOf(program.pid());
            while (tokens(jdk, pid) <= profiles) {
                if (program.millis() > 120_000) {
                    throw new BenchmarkException("not every profile has a token");
                }
            }
            List<String> threads = Memory.threads(jdk, pid);
            while (threads.stream().anyMatch(name -> !name.startsWith("filevine-agent-refresh-"))
                    && program.millis() < 150_000) {
                threads = Memory.threads(jdk, pid);
            }
            return new Look(Memory.heapBytes(jdk, pid), threads);
        }
    }

    /** Returns how many profiles have a token. */
    private static long tokens(Jdk jdk, String pid) {
        return Program.output(List.of(jdk.tool("jcmd").toString(), pid, "GC.class_histogram")).stream()
                .filter(line -> line.endsWith("io.github.filevineagent.refresh.AccessToken"))
                .map(line -> line.trim().split("\\s+", -1)[1])
                .mapToLong(Long::parseLong)
                .sum();
    }

    private record Look(double heapBytes, List<String> threads) {}
}
