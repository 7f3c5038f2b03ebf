package io.github.filevineagent.it.client;

import java.net.HttpURLConnection;
import java.net.URI;

/** An application for JVMs with little in them: one request, with what {@code java.base} has. */
public final class UrlRequest {
    private UrlRequest() {}

    public static void main(String[] arguments) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(arguments[0]).toURL().openConnection();
        System.out.println("request.status=" + connection.getResponseCode());
    }
}
