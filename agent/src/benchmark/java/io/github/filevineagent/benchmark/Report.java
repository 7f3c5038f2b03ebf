package io.github.filevineagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows and shows them as a table that is both text and Markdown. */
final class Report {
    private final List<Row> rows = new ArrayList<>();
    private final String title;
    private final Path file;

    Report(String title, Path file) {
        this.title = title;
        this.file = file;
    }

    /** Adds a row, says so, and writes the file anew, so that a run that is cut short leaves what it has found. */
    void add(Row row) {
        rows.add(row);
        System.out.println("  " + String.join(" | ", row.cells()));
        try {
            Files.writeString(file, toString());
        } catch (IOException e) {
            throw new BenchmarkException("can't write " + file, e);
        }
    }

    @Override
    public String toString() {
        int[] widths = new int[Row.HEADINGS.cells().length];
        List<Row> all = new ArrayList<>(rows);
        all.add(0, Row.HEADINGS);
        for (Row row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.cells()[i].length());
            }
        }
        StringBuilder text = new StringBuilder(title).append("\n\n");
        appendLine(text, Row.HEADINGS.cells(), widths);
        String[] rule = new String[widths.length];
        for (int i = 0; i < widths.length; i++) {
            rule[i] = "-".repeat(widths[i]);
        }
        appendLine(text, rule, widths);
        for (Row row : rows) {
            appendLine(text, row.cells(), widths);
        }
        return text.toString();
    }

    private static void appendLine(StringBuilder text, String[] cells, int[] widths) {
        for (int i = 0; i < cells.length; i++) {
            text.append("| ").append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 1));
        }
        text.append("|\n");
    }
}
