package io.github.filevineagent.testapp.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.filevineagent.standin.TokenEndpointRules;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    private static final ClientCredentials CREDENTIALS = new ClientCredentials("a pat & more", "client", "secret");

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private StandIn standIn;
    private StandInClient client;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start(CREDENTIALS, Duration.ofSeconds(4), new AdjustableClock(), seen::add);
        client = new StandInClient(standIn);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void exchange_rightCredentials_issuesToken() throws Exception {
        HttpResponse<String> answer = client.exchange(goodForm());

        JsonNode token = StandInClient.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(token.path("access_token").asText()).matches("fv-demo-1-[0-9a-f]{32}");
        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asInt()).isEqualTo(4);
        assertThat(token.path("scope").asText()).isEqualTo(TokenEndpointRules.DEFAULT_SCOPE);
    }

    @Test
    void exchange_patOfAFirm_isGrantedUntilItIsRemoved() throws Exception {
        standIn.addFirm("7", "pat-7");
        Map<String, String> form = new HashMap<>(goodForm());
        form.put("token", "pat-7");

        assertThat(client.exchange(form).statusCode()).isEqualTo(200);
        standIn.removePat("pat-7");
        assertThat(client.exchange(form).statusCode()).isEqualTo(400);
        assertThat(client.exchange(goodForm()).statusCode()).isEqualTo(200);
    }

    @Test
    void exchange_twice_issuesNextGeneration() throws Exception {
        client.exchange(goodForm());
        client.exchange(goodForm());

        assertThat(seen).extracting(one -> one.generation().getAsInt()).containsExactly(1, 2);
        assertThat(seen).extracting(Seen::remark).containsOnly(Seen.Remark.ISSUED);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, client_credentials, unsupported_grant_type",
        "grant_type, '', unsupported_grant_type",
        "token, another pat, invalid_grant",
        "token, '', invalid_grant",
        "client_id, another client, invalid_client",
        "client_secret, '', invalid_client",
        "scope, ' ', invalid_scope",
        "scope, openid, invalid_scope",
        "audience, any, invalid_request",
    })
    void exchange_wrongParameter_answersError(String name, String value, String error) throws Exception {
        Map<String, String> form = goodForm();
        form.put(name, value);

        HttpResponse<String> answer = client.exchange(form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(StandInClient.json(answer).path("error").asText()).isEqualTo(error);
    }

    @Test
    void exchange_jsonBody_isInvalidRequest() throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(standIn.identity().resolve("/connect/token"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));

        assertThat(StandInClient.json(answer).path("error").asText()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"/connect/token, 405", "/, 404"})
    void get_anyPath_isRefused(String path, int status) throws Exception {
        assertThat(client.send(HttpRequest.newBuilder(standIn.identity().resolve(path)))
                        .statusCode())
                .isEqualTo(status);
    }

    private static Map<String, String> goodForm() {
        return new HashMap<>(Map.of(
                "grant_type", "personal_access_token",
                "token", "a pat & more",
                "client_id", "client",
                "client_secret", "secret",
                "scope", TokenEndpointRules.DEFAULT_SCOPE));
    }
}
