package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import java.io.PrintStream;
import java.util.Locale;

/**
 * The live table, one line for each thing that happens, in plain ASCII. Thread-safe: lines never mix, and times never
 * run back.
 */
final class Table {
    private static final String ROW = "%6s  %-8s  %-48s  %-6s  %-5s  %s";

    private final PrintStream out;
    private final long start = System.nanoTime();

    Table(PrintStream out) {
        this.out = out;
    }

    synchronized void header() {
        print(String.format(ROW, "time", "who", "what", "status", "token", "remark"));
        print(String.format(
                ROW, "-".repeat(6), "-".repeat(8), "-".repeat(48), "-".repeat(6), "-".repeat(5), "-".repeat(24)));
    }

    /** Prints a request that a server of the stand-in saw. */
    synchronized void request(Seen seen) {
        String token = seen.generation().isPresent() ? "#" + seen.generation().getAsInt() : "none";
        print(String.format(
                ROW,
                time(),
                seen.server().name().toLowerCase(Locale.ROOT),
                String.format("%-4s %s", seen.method(), seen.target()),
                seen.status(),
                token,
                remark(seen)));
    }

    private static String remark(Seen seen) {
        if (seen.organisation() == null) {
            return seen.remark().toString();
        }
        return "for firm " + seen.organisation() + (seen.remark() == Remark.NONE ? "" : ", " + seen.remark());
    }

    /** Prints a line that somebody says. */
    synchronized void line(String who, String text) {
        print(String.format("%6s  %-8s  %s", time(), who, text));
    }

    private String time() {
        return String.format(Locale.ROOT, "%.2fs", (System.nanoTime() - start) / 1e9);
    }

    private void print(String row) {
        out.println(row.stripTrailing());
    }
}
