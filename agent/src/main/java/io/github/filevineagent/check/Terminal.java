package io.github.filevineagent.check;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether somebody looks at the output, how wide that is, and whether it may have colour. */
final class Terminal {
    /** What fits any terminal. The JVM can't ask how wide its own is, and shells tell it only where they are made to. */
    private static final int USUAL_WIDTH = 80;

    private static final int LEAST_WIDTH = 40;

    private Terminal() {}

    static boolean wantsColour() {
        String noColor = System.getenv("NO_COLOR");
        return (noColor == null || noColor.isEmpty()) && isThere();
    }

    /** Returns how long lines may be, or 0 where they go into a pipe or a file, in which one looks for words. */
    static int width() {
        return width(System.getenv("COLUMNS"), isThere());
    }

    static int width(@Nullable String columns, boolean terminal) {
        int given = 0;
        try {
            given = columns == null ? 0 : Integer.parseInt(columns.trim());
        } catch (NumberFormatException e) {
            // As if it were not set.
        }
        if (given <= 0) {
            return terminal ? USUAL_WIDTH : 0;
        }
        return Math.max(given, LEAST_WIDTH);
    }

    @SuppressWarnings("SystemConsoleNull") // Newer JDKs are asked in isTerminal.
    private static boolean isThere() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** Since JDK 22 there is a console behind a pipe, too, and a method that this code's Java 11 does not know. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
