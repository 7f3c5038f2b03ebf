package io.github.filevineagent.testapp.libraries;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Apache HttpClient 5, which has an HTTP stack of its own. */
final class ApacheClient implements LibraryClient {
    private final CloseableHttpClient client = HttpClients.createSystem();

    @Override
    public int get(URI uri) throws IOException {
        return status(new HttpGet(uri));
    }

    @Override
    public int post(URI uri, String json) throws IOException {
        HttpPost request = new HttpPost(uri);
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        return status(request);
    }

    private int status(HttpUriRequest request) throws IOException {
        return client.execute(request, HttpResponse::getCode);
    }
}
