package io.github.filevineagent.testapp.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.filevineagent.support.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vendor's program in a JVM of its own, and what it prints. Thread-safe. */
final class Vendor implements AutoCloseable {
    private static final Pattern FAILURE =
            Pattern.compile("(\\d+) (\\w+) .*FAILED: .*?\\(call (\\d+)\\)(?:: (.*)| answered (\\d+))");
    private static final Pattern VITALS = Pattern.compile("vitals: agent-threads=(\\d+) threads=(\\d+) heap=(\\d+)");
    private static final Pattern NOT_SERVED = Pattern.compile("not served the last time: (.+)");
    private static final Pattern DONE = Pattern.compile("done: (\\d+) calls, (\\d+) failed");

    private final Process process;
    private final Thread reader;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Vitals> vitals = new ArrayList<>();
    private final List<String> agentLines = new ArrayList<>();
    private final List<String> unknownFailures = new ArrayList<>();
    private String notServed = "";
    private long calls;

    /**
     * A call that failed.
     *
     * @param atNanos when the program has said so
     * @param message of the failure, or the answer's status
     */
    record Failure(long atNanos, String firm, String client, String call, String message) {}

    /**
     * @param heapBytes in use, after a collection
     */
    record Vitals(int agentThreads, int threads, long heapBytes) {}

    Vendor(Jdk jdk, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.tool("java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FILEVINE_") || name.contains("JAVA_"));
        this.process = builder.start();
        process.getOutputStream().close();
        this.reader = new Thread(this::read, "vendor-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            lines.lines().forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void take(String line) {
        Matcher failure = FAILURE.matcher(line);
        Matcher sample = VITALS.matcher(line);
        Matcher left = NOT_SERVED.matcher(line);
        Matcher done = DONE.matcher(line);
        if (failure.matches()) {
            String message = failure.group(4) == null ? failure.group(5) : failure.group(4);
            failures.add(new Failure(System.nanoTime(), failure.group(1), failure.group(2), failure.group(3), message));
        } else if (line.contains("FAILED") || line.contains("Exception")) {
            unknownFailures.add(line);
        } else if (sample.matches()) {
            vitals.add(new Vitals(
                    Integer.parseInt(sample.group(1)),
                    Integer.parseInt(sample.group(2)),
                    Long.parseLong(sample.group(3))));
        } else if (line.contains("[filevine-agent]")) {
            agentLines.add(line);
        } else if (left.matches()) {
            notServed = left.group(1);
        } else if (done.matches()) {
            calls = Long.parseLong(done.group(1));
        }
    }

    /** Has the program stand still for a while, as a machine that is suspended. Returns whether this system can do that. */
    boolean suspend(long nanos) throws IOException, InterruptedException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return false;
        }
        signal("STOP");
        TimeUnit.NANOSECONDS.sleep(nanos);
        signal("CONT");
        return true;
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " has failed");
        }
    }

    /** Waits for its end, and returns its exit status. */
    int await(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IOException("the program has not ended after " + seconds + " s more");
        }
        reader.join();
        return process.exitValue();
    }

    /** Returns the calls that failed. After the end, as the following. */
    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Returns lines that tell of failures, and of no call. */
    synchronized List<String> unknownFailures() {
        return List.copyOf(unknownFailures);
    }

    synchronized List<Vitals> vitals() {
        return List.copyOf(vitals);
    }

    synchronized List<String> agentLines() {
        return List.copyOf(agentLines);
    }

    /** Returns the firms that were not served the last time. */
    synchronized String notServed() {
        return notServed;
    }

    synchronized long calls() {
        return calls;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
