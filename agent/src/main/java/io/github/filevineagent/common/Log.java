package io.github.filevineagent.common;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
 *
 * <p>Lines can go to the application's own logging. What that does is its own business: it may throw, hang, or make a request
 * that has the agent write the next line. So it is called on a thread of its own, too, and while it hangs lines go to standard
 * error.
 */
public final class Log {
    private static final String PREFIX = "[filevine-agent] ";

    private static final long PATIENCE_MILLIS = 1000;

    private final @Nullable PrintStream out;
    private final Level level;
    private final boolean timestamps;
    private final @Nullable Destination application;

    /** The last line, which may be hanging. Guarded by this. */
    private @Nullable Line last;

    /** The last one that was for the application's logging. Guarded by this. */
    private @Nullable Line lastForApplication;

    /**
     * @param out null if somebody has taken it away
     */
    public Log(@Nullable PrintStream out, Level level) {
        this(out, level, false, (Destination) null);
    }

    /**
     * @param out null if somebody has taken it away
     * @param timestamps whether the time is in front of each line on it
     * @param application what lines go to instead, once it has begun; null for nothing
     */
    public Log(@Nullable PrintStream out, Level level, boolean timestamps, @Nullable ApplicationLogging application) {
        this(out, level, timestamps, (Destination) application);
    }

    Log(@Nullable PrintStream out, Level level, boolean timestamps, @Nullable Destination application) {
        this.out = out;
        this.level = level;
        this.timestamps = timestamps;
        this.application = application;
    }

    public void error(String message) {
        write(Level.ERROR, message);
    }

    public void warn(String message) {
        write(Level.WARN, message);
    }

    public void info(String message) {
        write(Level.INFO, message);
    }

    public void debug(String message) {
        write(Level.DEBUG, message);
    }

    public boolean isDebug() {
        return level == Level.DEBUG;
    }

    private void write(Level messageLevel, String message) {
        if (messageLevel.compareTo(level) > 0) {
            return;
        }
        // A message can quote what a server answered; it must not be able to fake a line of the application's log.
        String line = SafeText.oneLine(message, ' ');
        StringBuilder text = new StringBuilder(PREFIX);
        if (timestamps) {
            text.append(timestamp(System.currentTimeMillis())).append(' ');
        }
        if (messageLevel != Level.INFO) {
            text.append(messageLevel.name().toLowerCase(Locale.ROOT)).append(": ");
        }
        text.append(line);
        if (Thread.currentThread() instanceof Line) {
            // The application's logging makes requests. It waits for nobody but itself.
            print(out, text.toString());
        } else {
            write(messageLevel, line, text.toString());
        }
    }

    private synchronized void write(Level messageLevel, String line, String text) {
        boolean forApplication = application != null && (lastForApplication == null || !lastForApplication.isAlive());
        if (!forApplication && last != null && last.isAlive()) {
            return;
        }
        // So that an interrupt, which is for somebody else, does not cut the wait short.
        boolean interrupted = Thread.interrupted();
        try {
            Line next = new Line(out, text, forApplication ? application : null, messageLevel, line);
            next.start();
            if (forApplication) {
                lastForApplication = next;
            } else {
                last = next;
            }
            next.join(PATIENCE_MILLIS);
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

    /**
     * Returns a time as RFC 3339 writes it: {@code 2026-01-31T12:00:00.000Z}. By hand, because the JDK's formats would decide on
     * the default locale before {@code main} can.
     */
    static String timestamp(long epochMillis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        appendDigits(text, time.getYear(), 4).append('-');
        appendDigits(text, time.getMonthValue(), 2).append('-');
        appendDigits(text, time.getDayOfMonth(), 2).append('T');
        appendDigits(text, time.getHour(), 2).append(':');
        appendDigits(text, time.getMinute(), 2).append(':');
        appendDigits(text, time.getSecond(), 2).append('.');
        return appendDigits(text, Math.floorMod(epochMillis, 1000), 3)
                .append('Z')
                .toString();
    }

    private static StringBuilder appendDigits(StringBuilder text, int number, int digits) {
        String plain = String.valueOf(number);
        for (int i = plain.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(plain);
    }

    /** Writes one line. */
    private static final class Line extends Thread {
        private final @Nullable PrintStream out;
        private final String text;
        private final @Nullable Destination application;
        private final Level level;
        private final String line;

        /**
         * @param text for standard error
         * @param application where the line goes if it can; null for standard error
         */
        Line(@Nullable PrintStream out, String text, @Nullable Destination application, Level level, String line) {
            // Inherits nothing; a daemon, so that it does not keep the JVM.
            super(null, null, "filevine-agent-log", 0, false);
            this.out = out;
            this.text = text;
            this.application = application;
            this.level = level;
            this.line = line;
            setDaemon(true);
        }

        @Override
        public void run() {
            if (!isTakenByApplication()) {
                print(out, text);
            }
        }

        private boolean isTakenByApplication() {
            try {
                return application != null && application.write(level, line);
            } catch (Throwable t) {
                // Of the application's own: standard error is there, still.
                return false;
            }
        }
    }

    /** Where lines can go instead of standard error. Called on a thread of its own, which it may hold up for ever. */
    interface Destination {
        /**
         * Writes a line.
         *
         * @param line without the agent's prefix, level and time
         * @return false if it does not take it, which then goes to standard error, as where it throws
         */
        boolean write(Level level, String line) throws Exception;
    }

    /** How much the agent writes, from nothing to everything. */
    public enum Level {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
