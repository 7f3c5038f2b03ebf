package io.github.filevineagent.testapp.libraries;

import java.net.URI;
import java.util.concurrent.Callable;

/** Reads from the gateway, writes to it, reads from another host, and prints what came of it. */
final class LibraryApp {
    private static final int OK = 200;

    private LibraryApp() {}

    /** Takes the name of the {@link Library}, what to read, what to write to, what to write, and the other host. */
    public static void main(String[] arguments) {
        LibraryClient client = Library.valueOf(arguments[0]).open();
        call("read", () -> client.get(URI.create(arguments[1])));
        boolean written = call("write", () -> client.post(URI.create(arguments[2]), arguments[3]));
        if (!written) {
            call("write again", () -> client.post(URI.create(arguments[2]), arguments[3]));
        }
        call("read elsewhere", () -> client.get(URI.create(arguments[4])));
        // Some libraries leave threads behind that would keep the JVM alive.
        System.exit(0);
    }

    private static boolean call(String name, Callable<Integer> request) {
        try {
            int status = request.call();
            System.out.println(name + ": " + status);
            return status == OK;
        } catch (Exception e) {
            System.out.println(name + ": " + innermost(e));
            return false;
        }
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : innermost(cause);
    }
}
