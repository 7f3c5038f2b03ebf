package io.github.filevineagent.testapp.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command, its working directory, and additions to this process's environment, of which it sees nothing that Java or
 * the agent reads.
 */
public record Command(List<String> words, Path directory, Map<String, String> environment) {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    /** A command that ended by itself. */
    public record Finished(int status, List<String> out, List<String> err) {}

    /** Returns a command that runs where this process does, without additions. */
    public static Command of(List<String> words) {
        return new Command(words, Path.of("").toAbsolutePath(), Map.of());
    }

    /** Runs the command to its end, without standard input. */
    public Finished run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.directory(directory.toFile());
            builder.environment().keySet().removeIf(Command::isReadByJava);
            builder.environment().putAll(environment);
            return finish(builder.start(), out, err);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Finished finish(Process process, Path out, Path err) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after " + TIME_LIMIT.toMinutes() + " minutes: " + words + "\n"
                        + Files.readString(out, UTF_8) + Files.readString(err, UTF_8));
            }
            if (process.exitValue() == 0) {
                Jdks.recordUse(Path.of(words.get(0)));
            }
            return new Finished(process.exitValue(), Files.readAllLines(out, UTF_8), Files.readAllLines(err, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isReadByJava(String name) {
        return name.startsWith("FILEVINE_") || name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS");
    }
}
