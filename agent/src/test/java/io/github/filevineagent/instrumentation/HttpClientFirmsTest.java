package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Firms;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several firms on one host, through {@code HttpClient}: each request gets the token of the organisation that it names. */
class HttpClientFirmsTest extends HttpClientFirmsFixture {
    @ParameterizedTest
    @CsvSource({
        "x-fv-orgid, 7, Bearer token-of-a",
        "X-FV-ORGID, 8, Bearer token-of-b",
        "x-Fv-OrgId, ' 8\t', Bearer token-of-b",
        "x-fv-orgid, 9, ",
        "x-fv-orgid, '', ",
        "x-fv-orgid, ' ', ",
        "x-fv-orgid, 007, ",
        "x-fv-orgid, '7,8', ",
        "x-fv-orgid, '7, 7', ",
        "x-fv-orgid, '+7', ",
        "x-fv-orgid, '\u00B27', ",
        "x-other, 7, ",
    })
    void beforeExchange_organisation_hasItsTokenOrNone(String name, String value, @Nullable String expected) {
        Firms firms = firms("a=7 b=8");
        JdkExchange exchange = exchange(get().header(name, value));

        CompletableFuture<Object> answer = hooks(firms).beforeExchange(exchange.exchange());

        assertThat(exchange.authorization()).isEqualTo(expected);
        assertThat(systemHeader(exchange, "x-fv-orgid")).isNull();
        assertThat(answer == null).isEqualTo(expected != null);
    }

    @ParameterizedTest
    @CsvSource({"7, 8", "7, 7", "9, 9"})
    void beforeExchange_organisationNamedTwice_hasNoToken(String first, String second) {
        Firms firms = firms("a=7 others=");
        JdkExchange exchange = exchange(get().header("x-fv-orgid", first).header("X-Fv-OrgId", second));

        assertThat(failureOf(hooks(firms).beforeExchange(exchange.exchange())))
                .hasMessageContaining("its x-fv-orgid is set more than once");
        assertThat(exchange.authorization()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a=7 b=8 default=9, Bearer token-of-default, 9",
        "a=7 others=,       Bearer token-of-others, ",
        "a=7,               Bearer token-of-a, 7",
    })
    void beforeExchange_noOrganisation_hasThatOfItsProfile(String names, String token, @Nullable String orgId) {
        JdkExchange exchange = exchange(get());

        assertThat(hooks(firms(names)).beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization()).isEqualTo(token);
        assertThat(systemHeader(exchange, "x-fv-orgid")).isEqualTo(orgId);
    }

    @Test
    void beforeExchange_mutableRequest_isWhatItWasWhenItWasSent() {
        Firms firms = firms("a=7 b=8");
        MutableRequest request = new MutableRequest(get().build());
        request.organisation = "7";
        JdkExchange exchange = JdkExchange.of(client, request, null);
        request.organisation = "8";

        assertThat(hooks(firms).beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization()).isEqualTo("Bearer token-of-a");
        assertThat(exchange.request().headers().allValues("x-fv-orgid")).containsExactly("7");
    }

    @Test
    void beforeExchange_unknownOrganisation_failsAndCountsForNobody() {
        Firms firms = firms("a=7 b=8");
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "9"));

        assertThat(failureOf(hooks(firms).beforeExchange(exchange.exchange())))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1", "organisation 9", "filevine.profile.NAME.org-id=9");
        assertThat(firms.profiles())
                .allSatisfy(profile -> assertThat(
                                profile.authorizedRequests() + profile.passedRequests() + profile.failedRequests())
                        .isZero());
        assertThat(firms.logLines()).hasSize(1);
    }

    @Test
    void beforeExchange_unknownOrganisationAndPass_goesWithoutAnyHeaderOfOurs() {
        Firms firms = firms("a=7 b=8", "filevine.when-unavailable", "pass");
        JdkExchange exchange = exchange(get());
        exchange.request();
        HttpClientInternals.setSystemHeader(exchange.request(), "Authorization", "Bearer token-of-a");
        HttpClientInternals.setSystemHeader(exchange.request(), "x-fv-orgid", "7");
        HttpClientInternals.setSystemHeader(exchange.request(), "x-fv-userid", "42");

        assertThat(hooks(firms).beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization()).isNull();
        assertThat(systemHeader(exchange, "x-fv-orgid")).isNull();
        assertThat(systemHeader(exchange, "x-fv-userid")).isNull();
    }

    @Test
    void beforeExchange_unknownOrganisationWithOwnAuthorization_goesAsItIs() {
        Firms firms = firms("a=7 b=8");
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "9").header("authorization", "Bearer own"));

        assertThat(hooks(firms).beforeExchange(exchange.exchange())).isNull();

        assertThat(exchange.authorization()).isNull();
        assertThat(firms.logLines()).isEmpty();
    }

    @Test
    void beforeExchange_replayOfARequestOfTheDefaultProfile_hasItsFreshToken() {
        Firms firms = firms("default=7 b=8");
        HttpClientHooks hooks = hooks(firms);
        JdkExchange exchange = exchange(get());
        assertThat(hooks.beforeExchange(exchange.exchange())).isNull();
        firms.tokens("default").issue("next-of-default");
        Object answer = exchange.answer(401, false);
        assertThat(hooks.afterExchange(exchange.exchange(), CompletableFuture.completedFuture(answer)))
                .isCompletedWithValue(answer);

        JdkExchange again = exchange.again((HttpRequest) Objects.requireNonNull(hooks.replacementFor(answer)));

        assertThat(hooks.beforeExchange(again.exchange())).isNull();
        assertThat(again.authorization()).isEqualTo("Bearer next-of-default");
        assertThat(systemHeader(again, "x-fv-orgid")).isEqualTo("7");
    }

    @Test
    void beforeExchange_waitsAndItsProfileIsRefused_failsForThatReason() {
        Firms firms = Firms.on(origin(), "a=7 b=8", Map.of("filevine.token-wait", "1m"));
        JdkExchange exchange = exchange(get().header("x-fv-orgid", "7"));
        CompletableFuture<Object> held = hooks(firms).beforeExchange(exchange.exchange());
        await().atMost(LIMIT).until(() -> firms.tokens("a").waiting() == 1);
        assertThat(firms.tokens("b").waiting()).isZero();

        firms.tokens("a").refuse();

        assertThat(failureOf(held)).hasMessageStartingWith("No valid Filevine access token: ");
        assertThat(firms.profile("a").failedRequests()).isOne();
        assertThat(firms.profile("b").failedRequests()).isZero();
    }
}
