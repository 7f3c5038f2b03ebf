package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request on the wire, and what becomes of a 200. */
class PatExchangeTest {
    private static final int ONE_MEBIBYTE = 1_048_576;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void exchange_goodAnswer_issuesTheToken() throws Exception {
        answer("{\"access_token\":\"abc.def\",\"token_type\":\"Bearer\",\"expires_in\":1200,\"scope\":\"a b\"}");

        IssuedToken token = exchange().exchange();

        assertThat(token.value().reveal()).isEqualTo("abc.def");
        assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(20));
        assertThat(token.scope()).isEqualTo("a b");
        assertThat(token.toString()).doesNotContain("abc.def");
    }

    @Test
    void exchange_anySecrets_sendsOneFormPost() throws Exception {
        answer("{\"access_token\":\"t\"}");

        exchange().exchange();

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /connect/token HTTP/1.1");
        assertThat(bodyOf(request))
                .isEqualTo("grant_type=personal_access_token&token=pat%2F1%2B2%3D3%264%255+p%C3%A4t%E2%82%AC"
                        + "&scope=fv.api.gateway.access+filevine.v2.api.*"
                        + "&client_id=client-7&client_secret=secret%26%3Ds%C3%A9cret");
        assertThat(request.getHeaders().values("Content-Type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(request.getHeaders().values("Accept")).containsExactly("application/json");
        assertThat(request.getHeaders().values("User-Agent")).containsExactly("filevine-agent/1.2.3");
        assertThat(request.getHeaders().values("Connection")).containsExactly("close");
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(request.getHeaders().get("Accept-Encoding")).isNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1200, 1200",
        "'\"1200\"', 1200",
        "'\"1200.9\"', 1200",
        "1200.9, 1200",
        "1, 1",
        "2147483648, 86400",
        "9223372036854775808, 86400",
        "1e400, 86400",
        "null, 300",
        "false, 300",
        "{}, 300",
        "[], 300",
        "'\"zzz\"', 300",
    })
    void exchange_expiresIn_hasAStatedMeaning(String expiresIn, long seconds) throws Exception {
        answer("{\"access_token\":\"t\",\"expires_in\":" + expiresIn + "}");

        assertThat(exchange().exchange().lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void exchange_noExpiresIn_assumesFiveMinutes() throws Exception {
        answer("{\"access_token\":\"t\"}");

        assertThat(exchange().exchange().lifetime()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"0\"", "\"-1\"", "0.5"})
    void exchange_expiresInNotPositive_isExpiredOnArrival(String expiresIn) {
        answer("{\"access_token\":\"" + Failing.ACCESS_TOKEN + "\",\"expires_in\":" + expiresIn + "}");

        assertTransient("expired_on_arrival");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Bearer\"", "\"bearer\"", "\"BEARER\"", "null"})
    void exchange_tokenTypeBearer_isAccepted(String type) throws Exception {
        answer("{\"access_token\":\"t\",\"token_type\":" + type + "}");

        assertThat(exchange().exchange().value().reveal()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mac\"", "\"\"", "\"Bearer \"", "7", "false", "{}", "[\"Bearer\"]"})
    void exchange_otherTokenType_isRefused(String type) {
        answer("{\"access_token\":\"" + Failing.ACCESS_TOKEN + "\",\"token_type\":" + type + "}");

        assertTransient("bad_token_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\" \"",
                "7",
                "true",
                "{}",
                "[\"t\"]",
                "\"a\\r\\nX-Evil: 1\"",
                "\"t\\u00f6ken\"",
                "\"a b\"",
                "\"=\"",
                "\"a\\u0000\""
            })
    void exchange_unusableAccessToken_isRefused(String token) {
        answer("{\"access_token\":" + token + ",\"expires_in\":1200}");

        assertTransient("bad_access_token");
    }

    @Test
    void exchange_noAccessToken_isRefused() {
        answer("{\"expires_in\":1200}");

        assertTransient("bad_access_token");
    }

    @Test
    void exchange_accessTokenOf64KiB_isRefusedUnshown() {
        answer("{\"access_token\":\"" + "verylong".repeat(8192) + "\"}");

        assertThat(assertTransient("bad_access_token").getMessage()).doesNotContain("verylong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Log in</body></html>",
                "[]",
                "\"" + Failing.ACCESS_TOKEN + "\"",
                "{\"access_token\":\"" + Failing.ACCESS_TOKEN,
                "{\"access_token\":\"" + Failing.ACCESS_TOKEN + "\"",
                "{\"access_token\":" + Failing.ACCESS_TOKEN + "}",
            })
    void exchange_noJsonObject_isUnreadable(String body) {
        answer(body);

        assertThat(assertTransient("unreadable_answer")).hasMessageContaining("(Content-Type application/json)");
    }

    @Test
    void exchange_deeplyNested_isUnreadable() {
        answer("{\"x\":" + "[".repeat(100_000));

        assertTransient("unreadable_answer");
    }

    @Test
    void exchange_byteOrderMarkUnknownAndDuplicateMembers_isAccepted() throws Exception {
        answer("\ufeff{\"x\":[{\"access_token\":\"inner\"}],\"access_token\":\"first\",\"access_token\":\"last\"}");

        assertThat(exchange().exchange().value().reveal()).isEqualTo("last");
    }

    @Test
    void exchange_gzipThatNobodyAskedFor_isNotUnpacked() throws IOException {
        Buffer bomb = new Buffer();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb.outputStream())) {
            gzip.write("{\"access_token\":\"t\",\"x\":\"".getBytes(StandardCharsets.US_ASCII));
            gzip.write(new byte[64 * ONE_MEBIBYTE]);
        }
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .setHeader("Content-Encoding", "gzip")
                .body(bomb)
                .build());

        assertTransient("unreadable_answer");
    }

    @Test
    void exchange_bodyOfOneMebibyte_isRead() throws Exception {
        String start = "{\"access_token\":\"t\",\"x\":\"";
        answer(start + "x".repeat(ONE_MEBIBYTE - start.length() - 2) + "\"}");

        assertThat(exchange().exchange().value().reveal()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 503})
    void exchange_bodyLargerThanOneMebibyte_isGivenUp(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .body("x".repeat(ONE_MEBIBYTE + 1))
                .build());

        assertTransient("answer_too_large");
    }

    private ExchangeException assertTransient(String reason) {
        ExchangeException failure = Failing.failureOf(exchange());
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining(server.url("/connect/token").toString());
        return failure;
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private SettingsBuilder settings() {
        return SettingsBuilder.at(server.url("/connect/token").uri());
    }

    private PatExchange exchange() {
        return new PatExchange(settings().build());
    }

    private static String bodyOf(RecordedRequest request) {
        return Objects.requireNonNull(request.getBody()).string(StandardCharsets.US_ASCII);
    }
}
