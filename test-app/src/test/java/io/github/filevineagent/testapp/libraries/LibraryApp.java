package io.github.filevineagent.testapp.libraries;

import java.net.URI;

/** Makes the calls that its arguments name, one after the other, and prints what came of each. */
final class LibraryApp {
    private LibraryApp() {}

    /** Takes the name of the {@link Library}, then calls: {@code GET URL} or {@code POST URL JSON}, each one argument. */
    public static void main(String[] arguments) {
        LibraryClient client = Library.valueOf(arguments[0]).open();
        for (int i = 1; i < arguments.length; i++) {
            String[] call = arguments[i].split(" ", 3);
            System.out.println(call[0] + " " + outcome(client, call));
        }
        // Some libraries leave threads behind that would keep the JVM alive.
        System.exit(0);
    }

    private static String outcome(LibraryClient client, String[] call) {
        URI uri = URI.create(call[1]);
        try {
            return String.valueOf(call[0].equals("GET") ? client.get(uri) : client.post(uri, call[2]));
        } catch (Exception e) {
            return e.toString();
        }
    }
}
