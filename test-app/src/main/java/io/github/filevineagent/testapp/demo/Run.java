package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.standin.Observer;
import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Server;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of the plain program: prints and counts what the stand-in sees, and has the stand-in revoke an access token
 * while the program polls, until one was refused.
 */
final class Run implements Observer {
    private final StandIn standIn;
    private final Table table;
    private final Tally tally = new Tally();
    private final AtomicInteger polledWith = new AtomicInteger();

    Run(StandIn standIn, Table table) {
        this.standIn = standIn;
        this.table = table;
    }

    /** Runs the program to its end and returns what was counted. */
    Tally of(PlainProgram program) throws IOException, InterruptedException, DemoException {
        Output output = new Output(table, tally);
        tally.setExitStatus(program.run(output::programSaid, output::errorSaid));
        return tally;
    }

    @Override
    public void saw(Seen seen) {
        table.request(seen);
        tally.add(seen);
        if (isPoll(seen) && isFirstWithItsToken(seen) && tally.tokensRefused() == 0) {
            table.line("stand-in", "revokes token #" + standIn.revokeTokens() + " before its time");
        }
    }

    private static boolean isPoll(Seen seen) {
        return seen.server() == Server.GATEWAY
                && seen.method().equals("GET")
                && seen.target().contains("/Notes")
                && seen.generation().isPresent();
    }

    /**
     * Returns whether the poll before this one came with an older token. A token that was seen for the first time is
     * not about to be refreshed, so the next poll should still come with it, and be refused when it is revoked now.
     */
    private boolean isFirstWithItsToken(Seen poll) {
        int generation = poll.generation().getAsInt();
        int before = polledWith.getAndSet(generation);
        return before > 0 && before < generation;
    }
}
