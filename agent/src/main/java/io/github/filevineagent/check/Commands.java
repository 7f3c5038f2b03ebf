package io.github.filevineagent.check;

import io.github.filevineagent.common.AgentVersion;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Setting;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command line of {@code java -jar filevine-agent.jar}. For one thread. */
public final class Commands {
    private static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage:",
            "  java [-Dfilevine...] -jar filevine-agent.jar check           try the configuration out",
            "  java [-Dfilevine...] -jar filevine-agent.jar check --all     the same, and show defaults, too",
            "  java [-Dfilevine...] -jar filevine-agent.jar check --json    the same, all of it, for machines",
            "  java -jar filevine-agent.jar properties                      list all settings",
            "  java -jar filevine-agent.jar --version",
            "  java -jar filevine-agent.jar --help                          the same without an argument: show this",
            "To attach the agent to an application:",
            "  java -javaagent:filevine-agent.jar [-Dfilevine...] -jar app.jar",
            "Exit status: 0, 1 if a step of the check failed, 2 for a bad configuration or bad arguments.");

    private final String version;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private final int width;

    /**
     * @param width of the output's lines, or 0 for any
     */
    Commands(String version, PrintStream out, PrintStream err, boolean colour, int width) {
        this.version = version;
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.width = width;
    }

    /**
     * Called by the main class.
     *
     * @return the exit status
     * @throws IOException if the agent's own jar can't be read
     */
    public static int run(String... arguments) throws IOException {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        return new Commands(AgentVersion.read(), System.out, System.err, Terminal.wantsColour(), Terminal.width())
                .execute(List.of(arguments), reader);
    }

    int execute(List<String> arguments, ConfigReader reader) {
        if (arguments.isEmpty()) {
            return help();
        }
        switch (String.join(" ", arguments)) {
            case "check":
                return new Check(reader, version, new TextReport(out, colour, width, false)).run();
            case "check --all":
                return new Check(reader, version, new TextReport(out, colour, width, true)).run();
            case "check --json":
                return new Check(reader, version, new JsonReport(out)).run();
            case "properties":
                printProperties();
                return Check.OK;
            case "--version":
            case "version":
                out.println("filevine-agent " + version);
                return Check.OK;
            case "--help":
            case "-h":
            case "help":
                return help();
            default:
                err.println("error: " + whatIsWrong(arguments));
                return Check.UNUSABLE;
        }
    }

    private int help() {
        out.println(USAGE);
        return Check.OK;
    }

    private void printProperties() {
        out.println("A system property; else the environment variable of the same name in upper case with . and - as _"
                + " (filevine.pat-file is FILEVINE_PAT_FILE); else the Java properties file that filevine.config-file"
                + " names; else the default.");
        out.println();
        for (String line : Setting.markdown()) {
            out.println(line);
        }
    }

    /** Does not repeat the arguments: a secret may be among them, by mistake. */
    private static String whatIsWrong(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("-D")) {
                return "system properties (-D) go before -jar: java -Dfilevine... -jar filevine-agent.jar check";
            }
        }
        switch (arguments.get(0)) {
            case "check":
                return "check takes one argument at most, --all or --json.";
            case "properties":
            case "--version":
            case "--help":
                return arguments.get(0) + " takes no argument.";
            default:
                return "there is no such command; there are check, properties, --version and --help.";
        }
    }
}
