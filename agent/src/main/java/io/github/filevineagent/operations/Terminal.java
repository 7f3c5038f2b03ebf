package io.github.filevineagent.operations;

import java.io.Console;

/** Whether somebody looks at the output, and wants colour. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // Newer JDKs are asked in isTerminal.
    static boolean wantsColour() {
        String noColor = System.getenv("NO_COLOR");
        Console console = System.console();
        return (noColor == null || noColor.isEmpty()) && console != null && isTerminal(console);
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
