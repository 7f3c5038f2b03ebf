package io.github.filevineagent.it.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application that looks for a file until it is there, or until it is not, and shows it. */
final class HealthApp {
    private static final long LONGEST_SECONDS = 30;

    private HealthApp() {}

    /** Takes a gateway's URL, which it does not call, a file, and whether it should be there. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        boolean expected = Boolean.parseBoolean(arguments[2]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (Files.exists(file) != expected && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> System.out.println("file " + line));
        } else {
            System.out.println("no file");
        }
    }
}
