package io.github.filevineagent.testapp.libraries;

import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's {@code RestClient}. */
final class SpringRestClient implements LibraryClient {
    private final RestClient rest = RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory())
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();

    @Override
    public int get(URI uri) {
        return rest.get().uri(uri).retrieve().toBodilessEntity().getStatusCode().value();
    }

    @Override
    public int post(URI uri, String json) {
        return rest.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }
}
