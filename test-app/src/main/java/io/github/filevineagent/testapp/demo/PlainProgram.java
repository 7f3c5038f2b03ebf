package io.github.filevineagent.testapp.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A plain program in a JVM of its own, on this demo's class path and Java version. */
final class PlainProgram {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private final List<String> jvmOptions;
    private final Class<?> mainClass;
    private final List<String> arguments;

    PlainProgram(List<String> jvmOptions, Class<?> mainClass, List<String> arguments) {
        this.mainClass = mainClass;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Runs the program to its end and returns its exit status.
     *
     * @param out is given each line of its standard output, on a thread of its own
     * @param err is given each line of its standard error, on a thread of its own
     * @throws DemoException if the program does not end
     */
    int run(Consumer<String> out, Consumer<String> err) throws IOException, InterruptedException, DemoException {
        ProcessBuilder builder = new ProcessBuilder(command());
        // The agent would read them: the demo must not depend on, or use, what its user has set up for a real Filevine.
        builder.environment().keySet().removeIf(name -> name.startsWith("FILEVINE_"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            Thread output = forward(process.getInputStream(), out);
            Thread errors = forward(process.getErrorStream(), err);
            if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new DemoException("The program did not end within " + TIME_LIMIT.toMinutes() + " minutes.");
            }
            output.join();
            errors.join();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        command.addAll(arguments);
        return command;
    }

    private static Thread forward(InputStream stream, Consumer<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                        reader.lines().forEach(lines);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "filevine-demo-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
