package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerLookupTest {
    private static final String PATH = "/fv-app/v2/utils/GetUserOrgsWithToken";
    private static final IssuedToken TOKEN =
            new IssuedToken(Secret.of(Failing.ACCESS_TOKEN), Duration.ofMinutes(20), null);

    private final MockWebServer gateway = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void ask_knownAnswer_returnsTheOwner() throws Exception {
        answer(200, "{\"user\":{\"userId\":7,\"fullName\":\"J D\"},\"orgs\":[{\"orgId\":55,\"name\":\"Firm A\"}]}");

        TokenOwner owner = lookup("default").ask(TOKEN);

        assertThat(owner.userId()).isEqualTo("7");
        assertThat(owner.userName()).isEqualTo("J D");
        assertThat(owner.organisations()).singleElement().satisfies(organisation -> {
            assertThat(organisation.id()).isEqualTo("55");
            assertThat(organisation.name()).isEqualTo("Firm A");
        });
    }

    @Test
    void ask_anyToken_sendsOneEmptyJsonObject() throws Exception {
        answer(200, "{\"userId\":7}");

        TokenOwner unused = lookup("default").ask(TOKEN);

        assertThat(gateway.getRequestCount()).isEqualTo(1);
        RecordedRequest request = gateway.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getUrl().encodedPath()).isEqualTo(PATH);
        Headers headers = request.getHeaders();
        assertThat(headers.values("Authorization")).containsExactly("Bearer " + Failing.ACCESS_TOKEN);
        assertThat(headers.get("Content-Type")).isEqualTo("application/json");
        assertThat(headers.get("Accept")).isEqualTo("application/json");
        assertThat(headers.get("User-Agent")).isEqualTo("filevine-agent/1.2.3");
        assertThat(Objects.requireNonNull(request.getBody()).string(StandardCharsets.US_ASCII))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "401, REJECTED, filevine.region filevine.identity-url filevine.gateway-hosts",
        "403, REJECTED, filevine.scope",
        "404, REJECTED, filevine.gateway-hosts",
        "204, TRANSIENT, filevine.gateway-hosts",
        "302, TRANSIENT, filevine.gateway-hosts",
        "418, TRANSIENT, filevine.gateway-hosts",
        "499, TRANSIENT, filevine.gateway-hosts",
        "500, TRANSIENT, try again later",
        "503, TRANSIENT, try again later",
    })
    void ask_otherStatus_saysWhatToDo(int status, ExchangeException.Kind kind, String advice) {
        answer(status, "");

        ExchangeException failure = failure("default");

        assertThat(failure.reason()).isEqualTo("http_" + status);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageStartingWith("question at " + gateway.url(PATH) + " whose token it is: ");
        assertThat(failure).hasMessageContaining("HTTP status " + status + ".");
        assertThat(failure.getMessage())
                .contains(advice.startsWith("filevine") ? advice.split(" ") : new String[] {advice});
        assertThat(failure.getMessage().contains("has a problem")).isEqualTo(status >= 500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "fv.api.gateway.access filevine.v2.api.* | All scopes of filevine.scope were granted, so it is not for want"
                        + " of one. The user of the Personal Access Token may lack a permission in Filevine",
                "fv.api.gateway.access filevine.v2.api.webhooks | All scopes of filevine.scope were granted",
                "null | All scopes of filevine.scope were granted",
                "fv.api.gateway.access | The token lacks scopes, as above: have Filevine grant them",
            })
    void ask_forbidden_saysWhetherItIsForWantOfAScope(@Nullable String granted, String advice) throws Exception {
        answer(403, "");
        OwnerLookup lookup = lookup("default");
        IssuedToken token = new IssuedToken(Secret.of(Failing.ACCESS_TOKEN), Duration.ofMinutes(20), granted);

        ExchangeException failure = catchThrowableOfType(ExchangeException.class, () -> lookup.ask(token));

        assertThat(failure)
                .hasMessageContaining(advice)
                .hasMessageContaining("Or a firewall refuses the request: Filevine's does so");
    }

    @ParameterizedTest
    @CsvSource({"30, 30, in 30 s", "0, 0, in 0 s", "soon, , in a minute", ", , in a minute"})
    void ask_tooManyCalls_saysWhenToTryAgain(@Nullable String header, @Nullable Long seconds, String when) {
        MockResponse.Builder answer = new MockResponse.Builder().code(429);
        gateway.enqueue(
                header == null
                        ? answer.build()
                        : answer.setHeader("Retry-After", header).build());

        ExchangeException failure = failure("default");

        assertThat(failure.reason()).isEqualTo("http_429");
        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(failure.retryAfter()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        assertThat(failure)
                .hasMessageContaining("Too many calls: Filevine counts those of a minute")
                .hasMessageContaining("Try again " + when)
                .hasMessageNotContaining("filevine.gateway-hosts");
    }

    @Test
    void ask_redirect_isNotFollowed() throws Exception {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start();
            gateway.enqueue(new MockResponse.Builder()
                    .code(307)
                    .setHeader("Location", elsewhere.url(PATH).toString())
                    .build());

            assertThat(failure("default").reason()).isEqualTo("http_307");

            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"hello\":\"you\"}"})
    void ask_answerOfAnotherForm_isUnreadableAndNamesTheKeysToSet(String body) {
        answer(200, body);

        ExchangeException failure = failure("default");

        assertThat(failure.reason()).isEqualTo("unreadable_answer");
        assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("filevine.org-id and filevine.user-id");
    }

    @Test
    void ask_otherProfile_namesItsOwnKeys() {
        answer(404, "");

        assertThat(failure("canada")).hasMessageContaining("filevine.profile.canada.gateway-hosts");
    }

    @Test
    void ask_gatewayIsDown_saysSo() {
        gateway.close();

        assertThat(failure("default").reason()).isEqualTo("connect");
    }

    @Test
    void ask_unknownHost_doubtsTheGatewaysName() throws Exception {
        OwnerLookup lookup = lookup("default", "https://api.filevine.invalid");

        ExchangeException failure = catchThrowableOfType(ExchangeException.class, () -> lookup.ask(TOKEN));

        assertThat(failure.reason()).isEqualTo("dns");
        assertThat(failure).hasMessageContaining("the host in filevine.gateway-hosts not the right one?");
    }

    private ExchangeException failure(String profile) {
        ExchangeException failure = catchThrowableOfType(
                ExchangeException.class, () -> lookup(profile).ask(TOKEN));
        assertThat(failure).as("the question should have failed").isNotNull();
        Failing.assertShowsNoSecret(failure);
        return failure;
    }

    private void answer(int status, String body) {
        gateway.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void ask_plainHttpAndAProxyForIt_goesThereDirectly() throws Exception {
        ProxySelector previous = ProxySelector.getDefault();
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("localhost", proxy.getPort())));
            answer(200, "{\"user\":{\"userId\":7}}");

            assertThat(lookup("default").ask(TOKEN).userId()).isEqualTo("7");

            assertThat(proxy.getRequestCount()).isZero();
        } finally {
            ProxySelector.setDefault(previous);
        }
    }

    private OwnerLookup lookup(String profile) throws ConfigException {
        return lookup(profile, "http://localhost:" + gateway.getPort());
    }

    private static OwnerLookup lookup(String profile, String host) throws ConfigException {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "pat");
        properties.setProperty("filevine.gateway-hosts", host);
        GatewayHost gateway = new ConfigReader(properties, Map.of())
                .read()
                .profiles()
                .get(0)
                .gatewayHosts()
                .get(0);
        ExchangeSettings settings = SettingsBuilder.at("https://identity.example/connect/token")
                .profile(profile)
                .build();
        return new OwnerLookup(settings, gateway);
    }
}
