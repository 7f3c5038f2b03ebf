package io.github.filevineagent.testapp.libraries;

import com.github.mizosoft.methanol.Methanol;
import com.github.mizosoft.methanol.MutableRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Methanol, a subclass of the JDK's {@code HttpClient} with interceptors. */
final class MethanolClient implements LibraryClient {
    private final Methanol client = Methanol.create();

    @Override
    public int get(URI uri) throws IOException, InterruptedException {
        return status(MutableRequest.GET(uri));
    }

    @Override
    public int post(URI uri, String json) throws IOException, InterruptedException {
        return status(
                MutableRequest.POST(uri, BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
