package io.github.filevineagent.benchmark;

import io.github.filevineagent.benchmark.program.FirstCall;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the agent holds when a program has made its first call: live heap, metaspace, threads, Byte Buddy's classes. */
final class Memory implements Measurement {
    private static final double GOAL_BYTES = 2 * 1024 * 1024;

    private final Settings settings;
    private final Launcher launcher;
    private final Report report;

    Memory(Settings settings, Launcher launcher, Report report) {
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
        Sample heap = new Sample();
        Sample emptyHeap = new Sample();
        Sample metaspace = new Sample();
        Sample emptyMetaspace = new Sample();
        Look ours = look(jdk, Variant.OURS, client);
        for (int round = 0; round < settings.memoryRounds(); round++) {
            ours = look(jdk, Variant.OURS, client);
            Look empty = look(jdk, Variant.EMPTY_AGENT, client);
            heap.add(ours.heapBytes);
            emptyHeap.add(empty.heapBytes);
            metaspace.add(ours.metaspaceBytes);
            emptyMetaspace.add(empty.metaspaceBytes);
        }
        add(jdk, "Live heap after a call, " + client, heap, emptyHeap, GOAL_BYTES);
        add(jdk, "Metaspace after a call, " + client, metaspace, emptyMetaspace, Double.NaN);
        report.add(new Row(
                "Threads after a call, " + client,
                String.valueOf(jdk.version()),
                ours.threads.size() + ": " + String.join(", ", ours.threads),
                "",
                "",
                "",
                "1",
                Row.met(ours.threads.size() == 1)));
        report.add(new Row(
                "Classes of Byte Buddy held, " + client,
                String.valueOf(jdk.version()),
                ours.byteBuddyClasses + "",
                "",
                "",
                "",
                "",
                ""));
    }

    private void add(Jdk jdk, String what, Sample ours, Sample empty, double goal) {
        Sample difference = ours.minus(empty);
        report.add(new Row(
                what,
                String.valueOf(jdk.version()),
                Format.kibibytes(ours.median()),
                "by hand, empty agent: " + Format.kibibytes(empty.median()),
                "+" + Format.kibibytes(difference.median()),
                Format.kibibytes(difference.min()) + " .. " + Format.kibibytes(difference.max()),
                Double.isNaN(goal) ? "" : "at most +" + Format.kibibytes(goal),
                Double.isNaN(goal) ? "" : Row.met(difference.median() <= goal)));
    }

    private Look look(Jdk jdk, Variant variant, String client) {
        List<String> command =
                launcher.command(jdk, variant, List.of(), FirstCall.class, client, launcher.gateway(client));
        try (Program program = Program.start(command)) {
            String unused = program.readLine();
            String pid = String.valueOf(program.pid());
            List<String> threads = threads(jdk, pid);
            // The threads that start the agent, and that make an exchange, end by themselves.
            while (threads.size() > 1 && program.millis() < 20_000) {
                threads = threads(jdk, pid);
            }
            return new Look(heapBytes(jdk, pid), metaspaceBytes(jdk, pid), threads, byteBuddyClasses(jdk, pid));
        }
    }

    /** Returns the names of the agent's threads. */
    static List<String> threads(Jdk jdk, String pid) {
        List<String> names = new ArrayList<>();
        for (String line : Program.output(List.of(jdk.tool("jcmd").toString(), pid, "Thread.print"))) {
            if (line.startsWith("\"filevine-agent")) {
                names.add(line.substring(1, line.indexOf('"', 1)));
            }
        }
        return names;
    }

    /** Collects garbage, twice because of finalizers and references, and adds up what is alive. */
    static double heapBytes(Jdk jdk, String pid) {
        List<String> unused = Program.output(List.of(jdk.tool("jcmd").toString(), pid, "GC.run"));
        List<String> histogram = Program.output(List.of(jdk.tool("jcmd").toString(), pid, "GC.class_histogram"));
        String total = histogram.stream()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("no histogram: " + histogram));
        return Double.parseDouble(total.trim().split("\\s+", -1)[2]);
    }

    private static double metaspaceBytes(Jdk jdk, String pid) {
        List<String> table = Program.output(List.of(jdk.tool("jstat").toString(), "-gc", pid));
        List<String> names = List.of(table.get(0).trim().split("\\s+", -1));
        String[] values = table.get(1).trim().split("\\s+", -1);
        return Double.parseDouble(values[names.indexOf("MU")]) * 1024;
    }

    private static long byteBuddyClasses(Jdk jdk, String pid) {
        return Program.output(List.of(jdk.tool("jcmd").toString(), pid, "VM.classloaders", "show-classes")).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("net.bytebuddy."))
                .count();
    }

    private record Look(double heapBytes, double metaspaceBytes, List<String> threads, long byteBuddyClasses) {}
}
