package io.github.filevineagent.it.client.eavesdropper;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * An application that makes requests with {@code HttpClient}, which no handler of URLs serves, and says what the handlers
 * have heard. The arguments: an address, and how many requests.
 */
public final class Eavesdropped {
    private Eavesdropped() {}

    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("eavesdropped.factory")) {
            URL.setURLStreamHandlerFactory(new HandlerProvider());
        }
        URI address = URI.create(arguments[0]);
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            System.out.println("eavesdropped.answer" + i + "=" + response.statusCode());
        }
        System.out.println("eavesdropped.heard=" + Eavesdropper.heard());
        System.exit(0);
    }
}
