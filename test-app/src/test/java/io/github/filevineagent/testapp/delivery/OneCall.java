package io.github.filevineagent.testapp.delivery;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** The application of the examples: makes one call, prints its status, and the arguments that it got. */
final class OneCall {
    static final String ADDRESS = "APP_ADDRESS";

    /** Where it is set, the firm that the call is for. */
    static final String ORGANISATION = "APP_ORGANISATION";

    private OneCall() {}

    public static void main(String[] arguments) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(System.getenv(ADDRESS)).toURL().openConnection();
        if (System.getenv(ORGANISATION) != null) {
            connection.setRequestProperty("x-fv-orgid", System.getenv(ORGANISATION));
        }
        System.out.println("status " + connection.getResponseCode() + ", arguments " + List.of(arguments));
    }
}
