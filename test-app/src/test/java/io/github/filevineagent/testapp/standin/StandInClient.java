package io.github.filevineagent.testapp.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.filevineagent.standin.TokenEndpointRules;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What the tests ask of a stand-in. Never follows a redirect. */
final class StandInClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final StandIn standIn;
    private final HttpClient client;

    StandInClient(StandIn standIn) {
        this.standIn = standIn;
        this.client =
                HttpClient.newBuilder().sslContext(standIn.clientContext()).build();
    }

    HttpResponse<String> exchange(Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(standIn.identity().resolve("/connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    String obtainToken(String personalAccessToken) throws IOException, InterruptedException {
        HttpResponse<String> answer = exchange(Map.of(
                "grant_type",
                "personal_access_token",
                "token",
                personalAccessToken,
                "scope",
                TokenEndpointRules.DEFAULT_SCOPE));
        return json(answer).path("access_token").asText();
    }

    HttpResponse<String> get(String path, String... authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway(path));
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return send(request);
    }

    HttpResponse<String> getFor(String organisation, String path, String authorization)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway(path))
                .header("Authorization", authorization)
                .header("x-fv-orgid", organisation));
    }

    HttpResponse<String> post(String path, String authorization, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    URI gateway(String path) {
        return standIn.gateway().resolve("/fv-app/v2" + path);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
