package io.github.filevineagent.testapp.libraries;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import java.net.URI;

/** LangChain4j's client on the JDK's {@code HttpClient}. */
final class LangChainClient implements LibraryClient {
    private final HttpClient client = JdkHttpClient.builder().build();

    @Override
    public int get(URI uri) {
        return status(
                HttpRequest.builder().method(HttpMethod.GET).url(uri.toString()).build());
    }

    @Override
    public int post(URI uri, String json) {
        return status(HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(uri.toString())
                .addHeader("Content-Type", "application/json")
                .body(json)
                .build());
    }

    private int status(HttpRequest request) {
        try {
            return client.execute(request).statusCode();
        } catch (HttpException e) {
            return e.statusCode();
        }
    }
}
