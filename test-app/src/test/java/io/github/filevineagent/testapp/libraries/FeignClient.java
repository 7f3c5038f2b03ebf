package io.github.filevineagent.testapp.libraries;

import feign.Client;
import feign.DefaultClient;
import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import feign.Response;
import feign.Target;
import feign.http2client.Http2Client;
import java.net.URI;

/** OpenFeign, with an interface that it implements. */
final class FeignClient implements LibraryClient {
    private final Api api;

    private FeignClient(Client client) {
        api = Feign.builder().client(client).target(Target.EmptyTarget.create(Api.class));
    }

    private interface Api {
        @RequestLine("GET")
        Response get(URI uri);

        @RequestLine("POST")
        @Headers("Content-Type: application/json")
        Response post(URI uri, String json);
    }

    static FeignClient onUrlConnection() {
        return new FeignClient(new DefaultClient(null, null));
    }

    static FeignClient onHttpClient() {
        return new FeignClient(new Http2Client());
    }

    @Override
    public int get(URI uri) {
        try (Response response = api.get(uri)) {
            return response.status();
        }
    }

    @Override
    public int post(URI uri, String json) {
        try (Response response = api.post(uri, json)) {
            return response.status();
        }
    }
}
