package io.github.filevineagent.it.support;

import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JVM, or a tool that is one, to be started once. Its environment is empty but for what is set here. */
public final class ForkedJvm {
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

    public ForkedJvm options(List<String> more) {
        options.addAll(more);
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
        List<String> words = new ArrayList<>(launcher);
        words.add(program.toString());
        words.addAll(options);
        words.addAll(List.of(arguments));
        Command command = Command.of(words).environment(environment);
        if (workingDirectory != null) {
            command.in(workingDirectory);
        }
        return new JvmResult(jdk == null ? command.run() : command.starting(jdk).run());
    }
}
