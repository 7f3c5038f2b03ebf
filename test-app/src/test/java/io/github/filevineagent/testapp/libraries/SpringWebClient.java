package io.github.filevineagent.testapp.libraries;

import java.net.URI;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/** Spring's {@code WebClient}. */
final class SpringWebClient implements LibraryClient {
    private final WebClient web =
            WebClient.builder().clientConnector(new JdkClientHttpConnector()).build();

    @Override
    public int get(URI uri) {
        return status(web.get().uri(uri));
    }

    @Override
    public int post(URI uri, String json) {
        return status(
                web.post().uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(json));
    }

    private static int status(RequestHeadersSpec<?> request) {
        Integer status = request.exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().value()))
                .block();
        return Objects.requireNonNull(status);
    }
}
