package io.github.filevineagent.testapp.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final Duration LIFETIME = Duration.ofSeconds(4);

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AdjustableClock clock = new AdjustableClock();
    private StandIn standIn;
    private StandInClient client;
    private String authorization;

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start(ClientCredentials.of("pat"), LIFETIME, clock, seen::add);
        client = new StandInClient(standIn);
        authorization = authorize();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void request_validToken_isLetThrough() throws Exception {
        HttpResponse<String> answer = client.get("/Contacts/501", authorization);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(StandInClient.json(answer).path("fullName").asText()).isEqualTo("Maria Alvarez");
        assertThat(last().generation()).hasValue(1);
    }

    @Test
    void request_withoutToken_isUnauthorized() throws Exception {
        HttpResponse<String> answer = client.get("/Contacts/501");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(last().remark()).isEqualTo(Remark.NO_TOKEN);
    }

    @Test
    void request_basicCredentials_isUnauthorized() throws Exception {
        assertThat(client.get("/Contacts/501", "Basic dTpw").statusCode()).isEqualTo(401);
        assertThat(last().remark()).isEqualTo(Remark.NO_TOKEN);
    }

    @Test
    void request_unknownToken_isUnauthorized() throws Exception {
        assertThat(client.get("/Contacts/501", "Bearer fv-demo-1-guessed").statusCode())
                .isEqualTo(401);
        assertThat(last().remark()).isEqualTo(Remark.TOKEN_UNKNOWN);
    }

    @Test
    void request_tokenAtItsExpiry_isUnauthorized() throws Exception {
        clock.advance(LIFETIME);

        assertThat(client.get("/Contacts/501", authorization).statusCode()).isEqualTo(401);
        assertThat(last().remark()).isEqualTo(Remark.TOKEN_EXPIRED);
    }

    @Test
    void request_justBeforeExpiry_isLetThrough() throws Exception {
        clock.advance(LIFETIME.minusMillis(1));

        assertThat(client.get("/Contacts/501", authorization).statusCode()).isEqualTo(200);
    }

    @Test
    void request_twoAuthorizationHeaders_isBadRequest() throws Exception {
        assertThat(client.get("/Contacts/501", authorization, authorization).statusCode())
                .isEqualTo(400);
    }

    @Test
    void revokeTokens_issuedBefore_areRefusedAndLaterOnesAccepted() throws Exception {
        int revoked = standIn.revokeTokens();

        assertThat(revoked).isEqualTo(1);
        assertThat(client.get("/Contacts/501", authorization).statusCode()).isEqualTo(401);
        assertThat(last().remark()).isEqualTo(Remark.TOKEN_REVOKED);
        assertThat(client.get("/Contacts/502", authorize()).statusCode()).isEqualTo(200);
        assertThat(last().remark()).isEqualTo(Remark.NONE);
    }

    @Test
    void request_tokenOfAFirm_isForThatFirmOnly() throws Exception {
        standIn.addFirm("7", "pat-7");
        String ofSeven = "Bearer " + client.obtainToken("pat-7");

        assertThat(client.getFor("7", "/Contacts/501", ofSeven).statusCode()).isEqualTo(200);
        assertThat(last().organisation()).isEqualTo("7");
        assertThat(client.getFor("8", "/Contacts/501", ofSeven).statusCode()).isEqualTo(403);
        assertThat(last().remark()).isEqualTo(Remark.TOKEN_OF_ANOTHER);
        assertThat(client.get("/Contacts/501", ofSeven).statusCode()).isEqualTo(403);
        assertThat(client.getFor("8", "/Contacts/501", authorization).statusCode())
                .isEqualTo(200);
    }

    @Test
    void revokeTokens_ofAFirm_leavesOthers() throws Exception {
        standIn.addFirm("7", "pat-7");
        String ofSeven = "Bearer " + client.obtainToken("pat-7");

        standIn.revokeTokens("7");

        assertThat(client.getFor("7", "/Contacts/501", ofSeven).statusCode()).isEqualTo(401);
        assertThat(client.get("/Contacts/501", authorization).statusCode()).isEqualTo(200);
        String fresh = "Bearer " + client.obtainToken("pat-7");
        assertThat(client.getFor("7", "/Contacts/501", fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void request_afterItsTokenWasRefused_isRemarkedAsReplayOnce() throws Exception {
        standIn.revokeTokens();
        client.get("/Contacts/501", authorization);
        String fresh = authorize();

        client.get("/Contacts/501", fresh);
        Remark first = last().remark();
        client.get("/Contacts/501", fresh);

        assertThat(first).isEqualTo(Remark.REPLAYED);
        assertThat(last().remark()).isEqualTo(Remark.NONE);
    }

    @Test
    void projects_twoPages_holdEachProjectOnce() throws Exception {
        JsonNode first = StandInClient.json(client.get("/Projects?offset=0&limit=2", authorization));
        JsonNode second = StandInClient.json(client.get("/Projects?offset=2&limit=2", authorization));

        assertThat(first.path("hasMore").asBoolean()).isTrue();
        assertThat(second.path("hasMore").asBoolean()).isFalse();
        assertThat(first.path("items").findValuesAsText("projectName"))
                .containsExactly("Alvarez v. Northside Transit", "Estate of Baker");
        assertThat(second.path("items").findValuesAsText("projectName")).containsExactly("Chen v. Harbor Foods");
    }

    @Test
    void projects_offsetBeyondEnd_isEmptyLastPage() throws Exception {
        JsonNode page = StandInClient.json(client.get("/Projects?offset=50&limit=2", authorization));

        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("hasMore").asBoolean()).isFalse();
    }

    @Test
    void notes_afterCreation_holdTheNoteOfTheirProjectOnly() throws Exception {
        client.post("/Notes", authorization, "{\"projectId\":{\"native\":1001},\"body\":\"called\"}");
        client.post("/Notes", authorization, "{\"projectId\":{\"native\":1002},\"body\":\"wrote\"}");

        JsonNode notes = StandInClient.json(client.get("/Projects/1001/Notes", authorization));

        assertThat(notes.path("items").findValuesAsText("body")).containsExactly("called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "no JSON", "{\"body\":\"of no project\"}", ""})
    void notes_unusableBody_isBadRequest(String body) throws Exception {
        assertThat(client.post("/Notes", authorization, body).statusCode()).isEqualTo(400);
    }

    @Test
    void userOrgs_validToken_namesUserAndOrg() throws Exception {
        JsonNode answer = StandInClient.json(client.post("/utils/GetUserOrgsWithToken", authorization, ""));

        assertThat(answer.at("/user/userId/native").asInt()).isEqualTo(77);
        assertThat(answer.at("/orgs/0/orgId").asInt()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Contacts/999", "/Documents/999/locator", "/Nothing"})
    void request_unknownThing_isNotFound(String path) throws Exception {
        assertThat(client.get(path, authorization).statusCode()).isEqualTo(404);
    }

    private String authorize() throws IOException, InterruptedException {
        return "Bearer " + client.obtainToken("pat");
    }

    private Seen last() {
        return seen.get(seen.size() - 1);
    }
}
