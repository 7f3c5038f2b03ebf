package io.github.filevineagent.testapp.libraries;

import java.net.URI;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** Spring's {@code RestTemplate}. */
final class SpringRestTemplate implements LibraryClient {
    private final RestTemplate rest;

    private SpringRestTemplate(ClientHttpRequestFactory requests) {
        rest = new RestTemplate(requests);
        rest.setErrorHandler(response -> false);
    }

    static SpringRestTemplate onHttpClient() {
        return new SpringRestTemplate(new JdkClientHttpRequestFactory());
    }

    static SpringRestTemplate onUrlConnection() {
        return new SpringRestTemplate(new SimpleClientHttpRequestFactory());
    }

    @Override
    public int get(URI uri) {
        return rest.getForEntity(uri, String.class).getStatusCode().value();
    }

    @Override
    public int post(URI uri, String json) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return rest.postForEntity(uri, new HttpEntity<>(json, headers), String.class)
                .getStatusCode()
                .value();
    }
}
