package io.github.filevineagent.log;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the agent's messages, one line each, prefixed {@code [filevine-agent]}.
 *
 * <p>It uses no logging framework: a custom {@code LogManager} is chosen by the application's {@code main}, and touching
 * {@code java.util.logging} before that would decide for it. Callers never pass a secret or a header value.
 *
 * <p>Standard error can be a pipe that nobody reads, or what the application has put in its place. So each line is written
 * by a thread of its own, for which the caller waits only briefly; while one hangs, further lines are lost. Nothing is
 * thrown. Thread-safe.
 */
public final class Log {
    private static final String PREFIX = "[filevine-agent] ";

    private static final long PATIENCE_MILLIS = 1000;

    private final @Nullable PrintStream out;
    private final LogLevel level;

    /** The last line, which may be hanging. Guarded by this. */
    private @Nullable Line last;

    /**
     * @param out null if somebody has taken it away
     */
    public Log(@Nullable PrintStream out, LogLevel level) {
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
        write(
                messageLevel == LogLevel.INFO
                        ? PREFIX + line
                        : PREFIX + messageLevel.name().toLowerCase(Locale.ROOT) + ": " + line);
    }

    private synchronized void write(String text) {
        if (last != null && last.isAlive()) {
            return;
        }
        // So that an interrupt, which is for somebody else, does not cut the wait short.
        boolean interrupted = Thread.interrupted();
        try {
            Line line = new Line(out, text);
            line.start();
            last = line;
            line.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (Throwable t) {
            // No memory for a thread, or a security manager.
            print(out, text);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(@Nullable PrintStream out, String text) {
        try {
            if (out != null) {
                out.println(text);
            }
        } catch (Throwable t) {
            // Of the application's own stream: there is nobody to tell.
        }
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

    /** Writes one line. */
    private static final class Line extends Thread {
        private final @Nullable PrintStream out;
        private final String text;

        Line(@Nullable PrintStream out, String text) {
            // Inherits nothing; a daemon, so that it does not keep the JVM.
            super(null, null, "filevine-agent-log", 0, false);
            this.out = out;
            this.text = text;
            setDaemon(true);
        }

        @Override
        public void run() {
            print(out, text);
        }
    }
}
