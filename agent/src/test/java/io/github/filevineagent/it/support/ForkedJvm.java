package io.github.filevineagent.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM, or a tool that is one, to be started once. Its environment is empty but for what is set here. */
public final class ForkedJvm {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final Path program;
    private final @Nullable Jdk jdk;
    private final List<String> launcher = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Path workingDirectory;

    /**
     * @param jdk whose {@code java} the program is, or null where it is something else
     */
    private ForkedJvm(Path program, @Nullable Jdk jdk) {
        this.program = program;
        this.jdk = jdk;
        // File names beyond ASCII, on every JDK.
        environment.put("LC_ALL", "C.UTF-8");
    }

    public static ForkedJvm of(Jdk jdk) {
        return new ForkedJvm(jdk.tool("java"), jdk);
    }

    public static ForkedJvm ofTool(Jdk jdk, String name) {
        return new ForkedJvm(jdk.tool(name), null);
    }

    /** Returns a JVM that is no JDK's, such as an image that {@code jlink} has made. */
    public static ForkedJvm ofProgram(Path java) {
        return new ForkedJvm(java, null);
    }

    public ForkedJvm option(String option) {
        options.add(option);
        return this;
    }

    public ForkedJvm property(String key, String value) {
        return option("-D" + key + "=" + value);
    }

    public ForkedJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Has another program start it, which gets its command as further arguments. */
    public ForkedJvm launchedBy(List<String> command) {
        launcher.addAll(command);
        return this;
    }

    /** Starts it in another directory than the tests'. */
    public ForkedJvm in(Path newWorkingDirectory) {
        workingDirectory = newWorkingDirectory;
        return this;
    }

    public ForkedJvm agent(Path jar) {
        return option("-javaagent:" + jar);
    }

    /** Starts a class of the test class path's directory, which is the application's whole class path. */
    public JvmResult runMain(String className, String... arguments) throws IOException, InterruptedException {
        options.add("-cp");
        options.add(BuildDirectory.testClasses().toString());
        options.add(className);
        return run(arguments);
    }

    /** Runs it to its end, which it must reach within some minutes. */
    public JvmResult run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("jvm", ".out");
        Path err = Files.createTempFile("jvm", ".err");
        try {
            Process process = start(out, err, arguments);
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            JvmResult result = new JvmResult(process.exitValue(), read(out), read(err));
            if (!ended) {
                throw new AssertionError("no end after " + LIMIT + ": " + result);
            }
            if (jdk != null && result.exitStatus() == 0) {
                jdk.recordUse();
            }
            return result;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Process start(Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(program.toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (workingDirectory != null) {
            builder.directory(workingDirectory.toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
