package io.github.filevineagent.testapp.libraries;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.IOException;
import java.net.URI;

/** Google's HTTP client, which Google's API clients use. */
final class GoogleClient implements LibraryClient {
    private final HttpRequestFactory requests = new NetHttpTransport().createRequestFactory();

    @Override
    public int get(URI uri) throws IOException {
        return status(requests.buildGetRequest(new GenericUrl(uri)));
    }

    @Override
    public int post(URI uri, String json) throws IOException {
        return status(
                requests.buildPostRequest(new GenericUrl(uri), ByteArrayContent.fromString("application/json", json)));
    }

    private static int status(HttpRequest request) throws IOException {
        HttpResponse response = request.setThrowExceptionOnExecuteError(false).execute();
        try {
            return response.getStatusCode();
        } finally {
            response.disconnect();
        }
    }
}
