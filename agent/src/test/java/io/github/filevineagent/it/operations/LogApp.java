package io.github.filevineagent.it.operations;

import java.io.IOException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An application that chooses its logging in {@code main}, as application servers do, and then makes a request. */
final class LogApp {
    /** Held on to, since a {@code LogManager} does not. */
    private static @Nullable Logger logger;

    private LogApp() {}

    /** Takes a gateway's URL, and whether to log. */
    public static void main(String[] arguments) throws IOException {
        RequestApp.requestWhileTold(arguments[0] + "?before");
        if (Boolean.parseBoolean(arguments[1])) {
            System.setProperty("java.util.logging.manager", OwnManager.class.getName());
            Logger agents = Logger.getLogger("io.github.filevineagent");
            agents.setUseParentHandlers(false);
            agents.setLevel(Level.ALL);
            agents.addHandler(new Printing());
            logger = agents;
            System.out.println(
                    "own manager " + (LogManager.getLogManager() instanceof OwnManager) + " " + (logger != null));
        }
        RequestApp.requestWhileTold(arguments[0] + "?after");
    }

    /** What an application server brings. */
    public static final class OwnManager extends LogManager {}

    private static final class Printing extends Handler {
        @Override
        public void publish(LogRecord line) {
            System.out.println("logged " + line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
