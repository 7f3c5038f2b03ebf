package io.github.filevineagent.it.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An application whose secret's file hangs for a while, and then is there again. The arguments: an address, and the file,
 * which hangs from the beginning or does not.
 */
public final class HangingSecret {
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    private HangingSecret() {}

    public static void main(String[] arguments) throws Exception {
        URI address = URI.create(arguments[0]);
        Path file = Path.of(arguments[1]);
        if (Files.isRegularFile(file)) {
            System.out.println("hanging.before=" + await(address, "200"));
            String secret = Files.readString(file);
            Files.delete(file);
            new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor();
            System.out.println("hanging.while=" + await(address, "has not answered for "));
            replace(file, secret);
        } else {
            System.out.println("hanging.while=" + await(address, "has not answered for "));
            replace(file, arguments[2]);
        }
        System.out.println("hanging.after=" + await(address, "200"));
        System.out.println("hanging.threads="
                + Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("filevine-agent-file"))
                        .count());
        System.exit(0);
    }

    private static void replace(Path file, String secret) throws Exception {
        Files.delete(file);
        Files.writeString(file, secret);
    }

    /** Makes requests until one has this status or this in its failure's message, and returns what came of the last. */
    private static String await(URI address, String expected) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String result;
        do {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                result = String.valueOf(connection.getResponseCode());
            } catch (IOException e) {
                result = String.valueOf(e.getMessage());
            }
        } while (!result.contains(expected) && System.nanoTime() - end < 0);
        return result;
    }
}
