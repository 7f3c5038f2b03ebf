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
            System.out.println("hanging.before=" + await(address, true));
            String secret = Files.readString(file);
            Files.delete(file);
            new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor();
            System.out.println("hanging.while=" + await(address, false));
            replace(file, secret);
        } else {
            System.out.println("hanging.while=" + await(address, false));
            replace(file, arguments[2]);
        }
        System.out.println("hanging.after=" + await(address, true));
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

    /** Makes requests until they succeed, or fail, and returns what came of the last. */
    private static String await(URI address, boolean success) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String result;
        boolean succeeded;
        do {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                result = String.valueOf(connection.getResponseCode());
                succeeded = true;
            } catch (IOException e) {
                result = String.valueOf(e.getMessage());
                succeeded = false;
            }
        } while (succeeded != success && System.nanoTime() - end < 0);
        return result;
    }
}
