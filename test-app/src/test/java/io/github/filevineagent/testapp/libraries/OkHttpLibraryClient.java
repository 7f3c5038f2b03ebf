package io.github.filevineagent.testapp.libraries;

import java.io.IOException;
import java.net.URI;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp, which has an HTTP stack of its own. */
final class OkHttpLibraryClient implements LibraryClient {
    private final OkHttpClient client = new OkHttpClient();

    @Override
    public int get(URI uri) throws IOException {
        return status(new Request.Builder().url(uri.toString()).build());
    }

    @Override
    public int post(URI uri, String json) throws IOException {
        RequestBody body = RequestBody.create(json, MediaType.get("application/json"));
        return status(new Request.Builder().url(uri.toString()).post(body).build());
    }

    private int status(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }
}
