package io.github.filevineagent.testapp.libraries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The AWS SDK's client on {@code HttpURLConnection}. */
final class AwsClient implements LibraryClient {
    private final SdkHttpClient client = UrlConnectionHttpClient.create();

    @Override
    public int get(URI uri) throws IOException {
        return status(HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .uri(uri)
                        .method(SdkHttpMethod.GET)
                        .build())
                .build());
    }

    @Override
    public int post(URI uri, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        return status(HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .uri(uri)
                        .method(SdkHttpMethod.POST)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Content-Length", String.valueOf(body.length))
                        .build())
                .contentStreamProvider(() -> new ByteArrayInputStream(body))
                .build());
    }

    private int status(HttpExecuteRequest request) throws IOException {
        return client.prepareRequest(request).call().httpResponse().statusCode();
    }
}
