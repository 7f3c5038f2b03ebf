package io.github.filevineagent.log;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Writes the agent's messages, one line each, prefixed {@code [filevine-agent]}.
 *
 * <p>It uses no logging framework: a custom {@code LogManager} is chosen by the application's {@code main}, and touching
 * {@code java.util.logging} before that would decide for it. Callers never pass a secret or a header value. Thread-safe.
 */
public final class Log {
    private static final String PREFIX = "[filevine-agent] ";

    private final PrintStream out;
    private final LogLevel level;

    public Log(PrintStream out, LogLevel level) {
        this.out = out;
        this.level = level;
    }

    public void error(String message) {
        write(LogLevel.ERROR, message);
    }

    public void warn(String message) {
        write(LogLevel.WARN, message);
    }

    public void info(String message) {
        write(LogLevel.INFO, message);
    }

    public void debug(String message) {
        write(LogLevel.DEBUG, message);
    }

    public boolean isDebug() {
        return level == LogLevel.DEBUG;
    }

    private void write(LogLevel messageLevel, String message) {
        if (messageLevel.compareTo(level) > 0) {
            return;
        }
        String line = oneLine(message);
        out.println(
                messageLevel == LogLevel.INFO
                        ? PREFIX + line
                        : PREFIX + messageLevel.name().toLowerCase(Locale.ROOT) + ": " + line);
    }

    /** A message can quote what a server answered; it must not be able to fake a line of the application's log. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message.length());
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            line.append(breaksLines(c) ? ' ' : c);
        }
        return line.toString();
    }

    private static boolean breaksLines(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
