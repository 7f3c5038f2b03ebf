package io.github.filevineagent.testapp.delivery;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The application of the examples: makes one call, prints its status, and the arguments that it got. Where it is told that they
 * are a probe, it runs that until the answer is yes.
 */
final class OneCall {
    static final String ADDRESS = "APP_ADDRESS";
    static final String PROBED = "APP_PROBED";

    private static final long LONGEST_SECONDS = 30;

    /** Where it is set, the firm that the call is for. */
    static final String ORGANISATION = "APP_ORGANISATION";

    private OneCall() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(System.getenv(ADDRESS)).toURL().openConnection();
        if (System.getenv(ORGANISATION) != null) {
            connection.setRequestProperty("x-fv-orgid", System.getenv(ORGANISATION));
        }
        System.out.println("status " + connection.getResponseCode() + ", arguments " + List.of(arguments));
        if (System.getenv(PROBED) != null) {
            System.out.println("probe " + untilYes(arguments));
        }
    }

    private static int untilYes(String... probe) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        int status = new ProcessBuilder(probe).start().waitFor();
        while (status != 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            status = new ProcessBuilder(probe).start().waitFor();
        }
        return status;
    }
}
