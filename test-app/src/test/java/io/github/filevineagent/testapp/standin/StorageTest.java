package io.github.filevineagent.testapp.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageTest {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private StandIn standIn;
    private StandInClient client;
    private String authorization;
    private long documentId;
    private URI address;

    @BeforeEach
    void obtainAddress() throws Exception {
        standIn = StandIn.start(ClientCredentials.of("pat"), Duration.ofMinutes(1), InstantSource.system(), seen::add);
        client = new StandInClient(standIn);
        authorization = "Bearer " + client.obtainToken("pat");
        JsonNode answer = StandInClient.json(client.post("/Documents", authorization, "{}"));
        documentId = answer.at("/documentId/native").asLong();
        address = URI.create(answer.path("url").asText());
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void locator_storedDocument_redirectsToOtherHostWhereItIs() throws Exception {
        int stored = put(address, "contents").statusCode();
        HttpResponse<String> locator = client.get("/Documents/" + documentId + "/locator", authorization);
        URI location = URI.create(locator.headers().firstValue("Location").orElseThrow());

        HttpResponse<String> document = client.send(HttpRequest.newBuilder(location));

        assertThat(stored).isEqualTo(200);
        assertThat(locator.statusCode()).isEqualTo(302);
        assertThat(location.getHost()).isNotEqualTo(standIn.gateway().getHost());
        assertThat(document.body()).isEqualTo("contents");
    }

    @Test
    void addToProject_storedDocument_succeedsAndMissingOneIsNotFound() throws Exception {
        String path = "/Projects/1001/Documents/" + documentId;
        int before = client.post(path, authorization, "{}").statusCode();
        put(address, "contents");

        int after = client.post(path, authorization, "{}").statusCode();

        assertThat(before).isEqualTo(404);
        assertThat(after).isEqualTo(200);
    }

    @Test
    void request_withAuthorization_isRefused() throws Exception {
        put(address, "contents");

        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address).header("Authorization", authorization));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidArgument");
        assertThat(seen.get(seen.size() - 1).remark()).isEqualTo(Seen.Remark.HAS_AUTHORIZATION);
    }

    @Test
    void request_withoutSignature_isForbidden() throws Exception {
        assertThat(put(address.resolve(address.getPath()), "contents").statusCode())
                .isEqualTo(403);
    }

    @Test
    void request_signatureOfOtherDocument_isForbidden() throws Exception {
        URI other = address.resolve("/documents/" + (documentId + 1) + "?" + address.getQuery());

        assertThat(put(other, "contents").statusCode()).isEqualTo(403);
    }

    @Test
    void observer_anyRequest_isToldNoSecret() throws Exception {
        put(address, "contents");
        client.get("/Documents/" + documentId + "/locator", authorization);

        assertThat(seen.toString())
                .contains("/documents/" + documentId)
                .doesNotContain(address.getQuery())
                .doesNotContain(authorization.substring("Bearer ".length()));
    }

    private HttpResponse<String> put(URI target, String contents) throws Exception {
        return client.send(HttpRequest.newBuilder(target).PUT(BodyPublishers.ofString(contents)));
    }
}
