package io.github.filevineagent.it.operations;

import io.github.filevineagent.it.support.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs to its end, with both of its outputs. */
final class Fork {
    static final Path AGENT = Path.of(System.getProperty("filevine.test.agent", "target/filevine-agent.jar"));

    private static final long TIMEOUT_SECONDS = 60;

    private final int exitStatus;
    private final String out;
    private final String err;

    private Fork(int exitStatus, String out, String err) {
        this.exitStatus = exitStatus;
        this.out = out;
        this.err = err;
    }

    /** Runs {@code java} with the arguments, and without what the environment holds for Java and for the agent. */
    static Fork java(Jdk jdk, List<String> arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("fork", ".out");
        Path err = Files.createTempFile("fork", ".err");
        try {
            List<String> command = new ArrayList<>();
            command.add(jdk.tool("java").toString());
            command.addAll(arguments);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("FILEVINE_")
                            || name.endsWith("JAVA_OPTIONS")
                            || name.equals("JAVA_TOOL_OPTIONS"));
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + read(out) + read(err));
            }
            if (process.exitValue() == 0) {
                jdk.recordUse();
            }
            return new Fork(process.exitValue(), read(out), read(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    int exitStatus() {
        return exitStatus;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    @Override
    public String toString() {
        return "exit status " + exitStatus + "\n" + out + "\n" + err;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
