package io.github.filevineagent.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command that is run to its end, without standard input. It sees nothing of this process's environment, of which Java and
 * the agent read a part.
 */
public final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** Without the first, Windows has no sockets; the other is where a JVM has its temporary files there. */
    private static final List<String> NEEDED_BY_WINDOWS = List.of("SystemRoot", "TEMP");

    private final List<String> words;
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Path directory;
    private @Nullable Jdk jdk;

    /** A command that has ended by itself. Immutable. */
    public static final class Finished {
        private final int status;
        private final String out;
        private final String err;

        private Finished(int status, String out, String err) {
            this.status = status;
            this.out = out;
            this.err = err;
        }

        public int status() {
            return status;
        }

        public String out() {
            return out;
        }

        public String err() {
            return err;
        }

        public List<String> outLines() {
            return out.lines().collect(Collectors.toList());
        }

        public List<String> errLines() {
            return err.lines().collect(Collectors.toList());
        }

        @Override
        public String toString() {
            return "exit status " + status + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    private Command(List<String> words) {
        this.words = List.copyOf(words);
        // File names and output beyond ASCII, on every JDK.
        environment.put("LC_ALL", "C.UTF-8");
        if (Jdk.isWindows()) {
            for (String name : NEEDED_BY_WINDOWS) {
                environment.put(name, String.valueOf(System.getenv(name)));
            }
        }
    }

    /** Returns a command that is no JVM, or does not count as one. */
    public static Command of(List<String> words) {
        return new Command(words);
    }

    /** Returns a command that starts a JVM of this JDK; where that comes to a good end, it is {@link Jdk#recordUse written down}. */
    public static Command java(Jdk jdk, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(jdk.tool("java").toString());
        words.addAll(arguments);
        return of(words).starting(jdk);
    }

    /** Says that it starts a JVM of this JDK, as itself or by other programs. */
    public Command starting(Jdk startedJdk) {
        jdk = startedJdk;
        return this;
    }

    /** Starts it in another directory than this process's. */
    public Command in(Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    public Command environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Runs it to its end, which it must reach within some minutes. */
    public Finished run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        try {
            Process process = start(out, err);
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Finished finished = new Finished(process.exitValue(), read(out), read(err));
            if (!ended) {
                throw new AssertionError("no end after " + LIMIT + ": " + words + "\n" + finished);
            }
            if (jdk != null && finished.status() == 0) {
                jdk.recordUse();
            }
            return finished;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Process start(Path out, Path err) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Whatever the bytes are: a text that is no UTF-8 must not hide what it says. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }
}
