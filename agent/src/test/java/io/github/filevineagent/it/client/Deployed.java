package io.github.filevineagent.it.client;

import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The part of an application that a container loads: a class of its own, which makes a request with each client. */
public final class Deployed {
    private Deployed() {}

    public static void main(String[] arguments) throws Exception {
        URI uri = URI.create(arguments[0]);
        HttpClient client = HttpClient.newHttpClient();
        System.out.println("deployed.client="
                + client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .statusCode());
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        System.out.println("deployed.connection=" + connection.getResponseCode());
        connection.getInputStream().close();
    }
}
