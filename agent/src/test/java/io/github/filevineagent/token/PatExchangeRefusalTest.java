package io.github.filevineagent.token;

import static io.github.filevineagent.token.ExchangeException.Kind.REJECTED;
import static io.github.filevineagent.token.ExchangeException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Secret;
import io.github.filevineagent.config.SecretSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say no, not now, or not here. */
class PatExchangeRefusalTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String OTHER_KNOWN = "https://identity.filevine.com/connect/token";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, filevine.pat-file",
        "400, invalid_client, filevine.client-id",
        "401, invalid_client, filevine.client-secret",
        "400, invalid_scope, filevine.scope",
        "400, unauthorized_client, filevine.client-id",
        "403, unauthorized_client, filevine.client-id",
        "400, invalid_request, filevine.identity-url",
        "400, unsupported_grant_type, filevine.identity-url",
        "404, invalid_grant, filevine.pat-file",
        "200, invalid_grant, filevine.pat-file",
    })
    void exchange_knownErrorCode_isRejectedAndNamesTheKey(int status, String code, String key) {
        answer(status, "{\"error\":\"" + code + "\",\"error_description\":\"Said so.\",\"access_token\":\"t\"}");

        ExchangeException failure = failure();

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.reason()).isEqualTo(code);
        assertThat(failure)
                .hasMessageContaining(server.url("/connect/token").toString())
                .hasMessageContaining(key)
                .hasMessageContaining("(" + code + ": Said so.)");
    }

    @ParameterizedTest
    @CsvSource({
        "408, false, false",
        "429, true, false",
        "499, false, false",
        "500, false, true",
        "503, false, true",
    })
    void exchange_statusThatMayPass_advisesByItsKind(int status, boolean tooMany, boolean serverProblem) {
        answer(status, "");

        String message = failure().getMessage();

        assertThat(message.contains("Too many exchanges")).isEqualTo(tooMany);
        assertThat(message.contains("The server, or a proxy before it, has a problem"))
                .isEqualTo(serverProblem);
    }

    @ParameterizedTest
    @CsvSource({
        "'', has no access_token",
        "'to ken', characters that RFC 6750 does not allow",
        "TOO_LONG, too long for a header",
        "LONGEST!, characters that RFC 6750 does not allow",
    })
    void exchange_unusableToken_saysWhatIsWrongWithIt(String token, String flaw) {
        String longest = "t".repeat(TokenAnswer.MAX_TOKEN_LENGTH - 1);
        String text = token.replace("TOO_LONG", longest + "tt").replace("LONGEST", longest);
        answer(200, "{\"access_token\":\"" + text + "\"}");

        ExchangeException failure = failure();

        assertThat(failure.reason()).isEqualTo("bad_access_token");
        assertThat(failure).hasMessageContaining(flaw);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 410, 413, 422, 451})
    void exchange_clientErrorWithoutACode_isRejectedByStatus(int status) {
        answer(status, "<html>no</html>");

        ExchangeException failure = failure();

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.reason()).isEqualTo("http_" + status);
        assertThat(failure)
                .hasMessageContaining("HTTP status " + status + ". ")
                .hasMessageContaining("filevine.identity-url");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void exchange_unknownErrorCode_isRejectedByStatusAndQuoted(int status) {
        answer(status, "{\"error\":\"too_\\u001b[31mred\"}");

        ExchangeException failure = failure();

        assertThat(failure.reason()).isEqualTo("http_" + status);
        assertThat(failure).hasMessageContaining("(too_ [31mred)");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void exchange_passingTrouble_isTransient(int status) {
        answer(status, "<html>later</html>");

        ExchangeException failure = failure();

        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure.reason()).isEqualTo("http_" + status);
        assertThat(failure.retryAfter()).isNull();
    }

    @Test
    void exchange_errorCodeWithAServerError_staysTransient() {
        answer(503, "{\"error\":\"invalid_grant\"}");

        assertThat(failure().kind()).isEqualTo(TRANSIENT);
    }

    @Test
    void exchange_unknownErrorInA200_isTransient() {
        answer(200, "{\"error\":\"server_error\",\"access_token\":\"t\"}");

        ExchangeException failure = failure();

        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure.reason()).isEqualTo("error_answer");
        assertThat(failure).hasMessageContaining("server_error");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204})
    void exchange_otherSuccess_isNoToken(int status) {
        answer(status, status == 204 ? "" : "{\"access_token\":\"t\"}");

        ExchangeException failure = failure();

        assertThat(failure.kind()).isEqualTo(TRANSIENT);
        assertThat(failure.reason()).isEqualTo("http_" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7, 7",
        "503, 0, 0",
        "503, 99999999999999999999, 2147483647",
        "503, 'Tue, 24 Nov 2026 12:00:20 GMT', 20",
        "503, 'Tue, 24 Nov 2026 11:00:00 GMT', 0",
        "500, 30, 30",
    })
    void exchange_retryAfter_isHandedOn(int status, String value, long seconds) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", value)
                .build());

        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void exchange_retryAfterGarbage_isIgnored() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "soon")
                .build());

        assertThat(failure().retryAfter()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void exchange_redirect_isRejectedAndTheTargetHearsNothing(int status) throws IOException {
        try (MockWebServer target = new MockWebServer()) {
            target.start();
            String location = target.url("/elsewhere?code=1").toString();
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Location", location)
                    .build());

            ExchangeException failure = failure();

            assertThat(failure.kind()).isEqualTo(REJECTED);
            assertThat(failure.reason()).isEqualTo("redirect");
            assertThat(failure)
                    .hasMessageContaining("host " + target.getHostName())
                    .hasMessageContaining("filevine.identity-url")
                    .hasMessageNotContaining("elsewhere");
            assertThat(target.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connect/other", "::: no URL", ""})
    void exchange_redirectWithoutAHost_isRejectedAllTheSame(String location) {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", location)
                .build());

        ExchangeException failure = failure();

        assertThat(failure.reason()).isEqualTo("redirect");
        assertThat(failure).hasMessageContaining("redirected (HTTP status 302), which is not followed");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void exchange_redirectWithoutALocation_isRejectedAllTheSame() {
        answer(302, "");

        assertThat(failure()).hasMessageContaining("redirected (HTTP status 302), which is not followed");
    }

    @Test
    void exchange_serverEchoesTheSecrets_masksThem() {
        answer(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"" + SettingsBuilder.PAT + " and "
                        + Credentials.FormBody.encode(SettingsBuilder.PAT) + " and " + SettingsBuilder.CLIENT_SECRET
                        + "\"}");

        assertThat(failure()).hasMessageContaining("(invalid_grant: *** and *** and ***)");
    }

    @Test
    void exchange_invalidClientWithoutClientId_saysWhereThereIsOneAndWhatToSet() {
        answer(401, "{\"error\":\"invalid_client\"}");

        ExchangeException failure = Failing.failureOf(
                new PatExchange(settings().profile("firm").withoutClient().build()));

        assertThat(failure)
                .hasMessageContaining("Filevine gives each client an id and a secret, and none is configured")
                .hasMessageContaining("Account Manager, Access Tokens, Client Secrets")
                .hasMessageContaining("a secret lasts for a year")
                .hasMessageContaining(
                        "set filevine.profile.firm.client-id and filevine.profile.firm.client-secret-file");
    }

    @Test
    void exchange_invalidClientWithoutSecret_saysToSetThat() {
        answer(401, "{\"error\":\"invalid_client\"}");

        ExchangeException failure = Failing.failureOf(
                new PatExchange(settings().withoutClientSecret().build()));

        assertThat(failure)
                .hasMessageContaining("only the id is configured")
                .hasMessageContaining("Account Manager, Access Tokens, Client Secrets")
                .hasMessageContaining("set filevine.client-secret-file, too");
    }

    @Test
    void exchange_invalidClientWithBoth_saysWhatCanBeWrongWithThem() {
        answer(401, "{\"error\":\"invalid_client\"}");

        assertThat(failure())
                .hasMessageContaining("The client (filevine.client-id) is unknown")
                .hasMessageContaining("its secret (filevine.client-secret) is mistyped or has expired")
                .hasMessageContaining("after a year")
                .hasMessageContaining("the agent does the percent-encoding");
    }

    @Test
    void exchange_refusedPatWithQuotes_saysSoAndShowsNothing() {
        answer(400, "{\"error\":\"invalid_grant\"}");

        ExchangeException failure = Failing.failureOf(new PatExchange(settings()
                .pat(SecretSource.inline(Secret.of('"' + SettingsBuilder.PAT + '"')))
                .build()));

        assertThat(failure)
                .hasMessageContaining(
                        "The Personal Access Token (filevine.pat, given inline) begins with a quotation mark,"
                                + " which is hardly a part of it: have nothing there but the token.");
    }

    @Test
    void exchange_refusedClientSecretWithItsName_saysSoAndShowsNothing() {
        answer(401, "{\"error\":\"invalid_client\"}");

        ExchangeException failure = Failing.failureOf(new PatExchange(settings()
                .clientSecret(SecretSource.inline(Secret.of("CLIENT_SECRET=" + SettingsBuilder.CLIENT_SECRET)))
                .build()));

        assertThat(failure)
                .hasMessageContaining("The client's secret (filevine.client-secret) begins with a name and =, which is"
                        + " hardly a part of it: have nothing there but the secret.");
    }

    @Test
    void exchange_forbidden_mentionsFilevinesFirewall() {
        answer(403, "<html>no</html>");

        assertThat(failure()).hasMessageContaining("ask Filevine about this machine's");
    }

    @ParameterizedTest
    @CsvSource({"401, '{\"error\":\"invalid_client\"}'", "404, ''"})
    void exchange_wrongPreset_namesTheOtherKnownAddress(int status, String body) {
        answer(status, body);

        ExchangeException failure = Failing.failureOf(
                new PatExchange(settings().otherKnown(OTHER_KNOWN).build()));

        assertThat(failure).hasMessageContaining(OTHER_KNOWN).hasMessageContaining("set filevine.identity-url");
    }

    @Test
    void exchange_otherProfile_namesItsOwnKeys() {
        answer(400, "{\"error\":\"invalid_grant\"}");

        ExchangeException failure =
                Failing.failureOf(new PatExchange(settings().profile("canada").build()));

        assertThat(failure).hasMessageContaining("filevine.profile.canada.pat-file");
    }

    private ExchangeException failure() {
        return Failing.failureOf(new PatExchange(settings().build(), null, NOON));
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private SettingsBuilder settings() {
        return SettingsBuilder.at(server.url("/connect/token").uri());
    }
}
