package io.github.filevineagent.it.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.TimeZone;

/**
 * An application that makes a request before it chooses, or needs, what the JDK decides once for the whole JVM. Its arguments
 * are the address of the request and, if it has a name service of its own, a name to look up.
 */
public final class OwnDefaults {
    private OwnDefaults() {}

    public static void main(String[] arguments) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
        System.out.println("defaults.status="
                + HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode());
        System.setProperty("user.timezone", "Asia/Tokyo");
        System.out.println("defaults.timezone=" + TimeZone.getDefault().getID());
        if (arguments.length > 1) {
            System.out.println(
                    "defaults.address=" + InetAddress.getByName(arguments[1]).getHostAddress());
        }
    }
}
