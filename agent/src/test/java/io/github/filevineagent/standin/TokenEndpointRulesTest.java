package io.github.filevineagent.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stand-in that let one of these pass would let the agent send it. */
class TokenEndpointRulesTest {
    private static final String GOOD =
            "grant_type=personal_access_token&token=p%C3%A4t+1&scope=a+b.*&client_id=id&client_secret=s";

    private static final TokenEndpointRules RULES =
            TokenEndpointRules.forTheAgent().withScope("a b.*").withClient("id", "s");

    @Test
    void judge_rightRequest_isGranted() {
        Verdict verdict = judge(GOOD);

        assertThat(verdict).hasToString("granted");
        assertThat(verdict.isGranted()).isTrue();
        assertThat(verdict.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=personal_access_token | grant_type=client_credentials | unsupported_grant_type",
                "grant_type=personal_access_token& | '' | unsupported_grant_type",
                "token=p%C3%A4t+1 | token=another | invalid_grant",
                "token=p%C3%A4t+1& | '' | invalid_grant",
                "scope=a+b.* | scope=a | invalid_scope",
                "&scope=a+b.* | '' | invalid_scope",
                "client_id=id | client_id=ID | invalid_client",
                "&client_id=id | '' | invalid_client",
                "&client_secret=s | '' | invalid_client",
                "client_secret=s | client_secret=x | invalid_client",
                "client_secret=s | client_secret=s&scope=a+b.* | invalid_request",
                "client_secret=s | client_secret=s&audience=x | invalid_request",
                "client_secret=s | client-secret=s | invalid_request",
                "p%C3%A4t+1 | pät+1 | invalid_request",
                "p%C3%A4t+1 | p%E4t+1 | invalid_request",
                "p%C3%A4t+1 | p%C3%A4t 1 | invalid_request",
                "p%C3%A4t+1 | p%C3%A4t%2 | invalid_request",
                "&scope= | & scope= | invalid_request",
                "&scope= | &&scope= | invalid_request",
                "&client_id=id | &client_id | invalid_request",
                "a+b.* | 'a+b.*\r\n' | invalid_request",
            })
    void judge_wrongForm_isTheErrorThatItDeserves(String part, String replacement, String error) {
        assertThat(GOOD).contains(part);

        Verdict verdict = judge(GOOD.replace(part, replacement));

        assertThat(verdict.isGranted()).isFalse();
        assertThat(verdict.status()).isEqualTo(400);
        assertThat(verdict.error()).isEqualTo(error);
        assertThat(verdict.json()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "="})
    void judge_noForm_isAnInvalidRequest(String body) {
        assertThat(judge(body).error()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"GET, /connect/token, 405", "PUT, /connect/token, 405", "POST, /connect/token?x=y, 404", "POST, /, 404"
    })
    void judge_anotherMethodOrPath_isRefused(String method, String target, int status) {
        assertThat(judge(method, target, headers(), bytes(GOOD)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Content-Type, none",
                "Content-Type, text/plain",
                "Content-Type, application/x-www-form-urlencoded; charset=iso-8859-1",
                "Accept, none",
                "Accept, */*",
                "User-Agent, none",
                "User-Agent, Java/17",
                "User-Agent, filevine-agent/",
                "Authorization, Basic aWQ6cw==",
            })
    void judge_wrongHeader_isAnInvalidRequest(String name, @Nullable String value) {
        Map<String, List<String>> headers = headers();
        headers.put(name, value == null ? List.of() : List.of(value));

        Verdict verdict = judge("POST", "/connect/token", headers, bytes(GOOD));

        assertThat(verdict.error()).isEqualTo("invalid_request");
        assertThat(verdict.toString()).contains(name);
    }

    @Test
    void judge_headerTwice_isAnInvalidRequest() {
        Map<String, List<String>> headers = headers();
        headers.computeIfPresent("Content-Type", (name, values) -> List.of(values.get(0), values.get(0)));

        assertThat(judge("POST", "/connect/token", headers, bytes(GOOD)).error())
                .isEqualTo("invalid_request");
    }

    @Test
    void judge_clientWhereNoneIsExpected_isAnInvalidClient() {
        TokenEndpointRules rules = RULES.withClient(null, null);

        Verdict verdict = rules.judge(
                "POST",
                TokenEndpointRules.PATH,
                name -> headers().getOrDefault(name, List.of()),
                bytes(GOOD),
                "pät 1"::equals);

        assertThat(verdict.error()).isEqualTo("invalid_client");
    }

    @Test
    void judge_anyProgram_needNotBeTheAgent() {
        Map<String, List<String>> headers = headers();
        headers.put("User-Agent", List.of("Java/17"));
        headers.put("Accept", List.of("*/*"));

        Verdict verdict = TokenEndpointRules.at("/short/connect/token")
                .judge(
                        "POST",
                        "/short/connect/token",
                        name -> headers.getOrDefault(name, List.of()),
                        bytes("grant_type=personal_access_token&token=t&scope="
                                + TokenEndpointRules.DEFAULT_SCOPE.replace(' ', '+')),
                        "t"::equals);

        assertThat(verdict).hasToString("granted");
    }

    @Test
    void tokenIn_anyBody_isThatOfAReadableForm() {
        assertThat(TokenEndpointRules.tokenIn(bytes(GOOD))).isEqualTo("pät 1");
        assertThat(TokenEndpointRules.tokenIn(bytes("token=%"))).isEmpty();
    }

    private static Verdict judge(String body) {
        return judge("POST", "/connect/token", headers(), bytes(body));
    }

    private static Verdict judge(String method, String target, Map<String, List<String>> headers, byte[] body) {
        return RULES.judge(method, target, name -> headers.getOrDefault(name, List.of()), body, "pät 1"::equals);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> headers() {
        return new HashMap<>(Map.of(
                "Content-Type", List.of("application/x-www-form-urlencoded"),
                "Accept", List.of("application/json"),
                "User-Agent", List.of("filevine-agent/1.2.3")));
    }
}
