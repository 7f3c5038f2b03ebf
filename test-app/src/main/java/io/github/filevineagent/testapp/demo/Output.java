package io.github.filevineagent.testapp.demo;

/** Shows what the program says, and what the agent says in its JVM. Thread-safe. */
final class Output {
    private static final String AGENT_PREFIX = "[filevine-agent]";

    private final Table table;
    private final Tally tally;

    Output(Table table, Tally tally) {
        this.table = table;
        this.tally = tally;
    }

    void programSaid(String line) {
        table.line("program", line);
        tally.addLine(line);
    }

    void errorSaid(String line) {
        if (line.startsWith(AGENT_PREFIX)) {
            table.line("agent", line.substring(AGENT_PREFIX.length()).strip());
        } else {
            table.line("stderr", line);
        }
    }
}
