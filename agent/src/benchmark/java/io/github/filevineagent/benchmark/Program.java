package io.github.filevineagent.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM that is being measured. Closing it ends its standard input, upon which it ends itself. */
final class Program implements AutoCloseable {
    private final long startNanos = System.nanoTime();
    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private Program(List<String> command) {
        try {
            errors = Files.createTempFile("benchmark", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(
                            name -> name.startsWith("FILEVINE_") || name.contains("JAVA_") || name.startsWith("OTEL_"));
            process = builder.start();
            out = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchmarkException("can't start " + command, e);
        }
    }

    static Program start(List<String> command) {
        return new Program(command);
    }

    /** Runs a command to its end and returns what it has written, to both outputs. */
    static List<String> output(List<String> command) {
        try (Program program = start(command)) {
            program.process.getOutputStream().close();
            List<String> lines = new ArrayList<>(program.out.lines().toList());
            int status = program.process.waitFor();
            lines.addAll(Files.readAllLines(program.errors, StandardCharsets.ISO_8859_1));
            if (status != 0) {
                lines.add("exit status " + status);
            }
            return lines;
        } catch (IOException | InterruptedException e) {
            throw new BenchmarkException("no output of " + command, e);
        }
    }

    /** Runs a command to its end and returns how long that took. */
    static double millisOf(List<String> command) {
        try (Program program = start(command)) {
            String unused = program.readLine();
            if (program.process.waitFor() != 0) {
                throw program.failure();
            }
            return program.millis();
        } catch (InterruptedException e) {
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** Returns the time since the start. */
    double millis() {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    long pid() {
        return process.pid();
    }

    String readLine() {
        try {
            @Nullable String line = out.readLine();
            if (line == null) {
                throw failure();
            }
            return line;
        } catch (IOException e) {
            throw new BenchmarkException("can't read from the program", e);
        }
    }

    void writeLine(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw failure();
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.delete(errors);
        } catch (IOException | InterruptedException e) {
            throw new BenchmarkException("can't end the program", e);
        }
    }

    private BenchmarkException failure() {
        try {
            return new BenchmarkException("a program failed: " + Files.readString(errors, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new BenchmarkException("a program failed", e);
        }
    }
}
