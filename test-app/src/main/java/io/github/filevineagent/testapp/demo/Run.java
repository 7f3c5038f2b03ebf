package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.standin.Observer;
import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Server;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of the plain program: prints and counts what the stand-in sees, and lets the stand-in revoke all access tokens
 * after the program has polled a few times.
 */
final class Run implements Observer {
    private static final int POLLS_BEFORE_REVOCATION = 4;
    private static final String AGENT_PREFIX = "[filevine-agent]";

    private final StandIn standIn;
    private final Table table;
    private final Tally tally = new Tally();
    private final AtomicInteger polls = new AtomicInteger();

    Run(StandIn standIn, Table table) {
        this.standIn = standIn;
        this.table = table;
    }

    /** Runs the program to its end and returns what was counted. */
    Tally of(PlainProgram program) throws IOException, InterruptedException, DemoException {
        tally.setExitStatus(program.run(this::programSaid, this::errorSaid));
        return tally;
    }

    private void programSaid(String line) {
        table.line("program", line);
        tally.addLine(line);
    }

    private void errorSaid(String line) {
        if (line.startsWith(AGENT_PREFIX)) {
            table.line("agent", line.substring(AGENT_PREFIX.length()).strip());
        } else {
            table.line("stderr", line);
        }
    }

    @Override
    public void saw(Seen seen) {
        table.request(seen);
        tally.add(seen);
        if (isPoll(seen) && polls.incrementAndGet() == POLLS_BEFORE_REVOCATION) {
            table.line("stand-in", "revokes token #" + standIn.revokeTokens() + " before its time");
        }
    }

    private static boolean isPoll(Seen seen) {
        return seen.server() == Server.GATEWAY
                && seen.method().equals("GET")
                && seen.target().contains("/Notes");
    }
}
