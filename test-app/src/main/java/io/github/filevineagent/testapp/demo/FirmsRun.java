package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.standin.Observer;
import io.github.filevineagent.testapp.standin.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The run of the program for two firms, of which one comes only when the program has asked for it in vain. */
final class FirmsRun implements Observer {
    private final Firms firms;
    private final Table table;
    private final Output output;
    private final Tally tally;
    private boolean bothAreThere;

    FirmsRun(Firms firms, Table table) {
        this.firms = firms;
        this.table = table;
        this.tally = new Tally();
        this.output = new Output(table, tally);
    }

    /** Runs the program to its end and returns what was counted. */
    Tally of(PlainProgram program) throws IOException, InterruptedException, DemoException {
        add(Firms.FIRST);
        tally.setExitStatus(program.run(this::programSaid, output::errorSaid));
        return tally;
    }

    @Override
    public void saw(Seen seen) {
        table.request(seen);
        tally.add(seen);
    }

    private void programSaid(String line) {
        output.programSaid(line);
        if (!bothAreThere && line.startsWith(Firms.SECOND) && line.contains("FAILED")) {
            bothAreThere = true;
            try {
                add(Firms.SECOND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void add(String organisation) throws IOException {
        table.line("operator", "puts " + firms.add(organisation) + " into filevine.profiles-dir");
    }
}
