package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The hooks of {@code HttpClient} on the JDK's own exchanges: what a request is sent with. That they are called is a matter of integration tests. */
class HttpClientHooksTest extends HttpClientFixture {
    @Test
    void beforeExchange_validToken_setsTheHeaderAndGoesOn() {
        tokens().issues("a");
        JdkExchange get = exchange(get());

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isEqualTo("Bearer a");
        assertThat(get.request().headers().map()).doesNotContainKey("Authorization");
        assertThat(tokens().profile.authorizedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_anotherHost_leavesItAlone() {
        tokens().issues("a");
        JdkExchange other = exchange(HttpRequest.newBuilder(URI.create("https://storage.example.com/")));

        assertThat(hooks().beforeExchange(other.exchange())).isNull();

        assertThat(other.authorization()).isNull();
    }

    @Test
    void beforeExchange_authorizationOfTheApplication_isLeftAndCounted() {
        tokens().issues("a");
        JdkExchange own = exchange(get().header("authorization", "Basic own"));

        assertThat(hooks().beforeExchange(own.exchange())).isNull();

        assertThat(own.authorization()).isNull();
        assertThat(tokens().profile.passedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_authorizationOfTheClientsAuthenticator_isLeft() {
        tokens().issues("a");
        JdkExchange get = exchange(get());
        HttpClientInternals.setSystemHeader(get.request(), "Authorization", "Basic dXNlcg==");

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isEqualTo("Basic dXNlcg==");
    }

    @Test
    void beforeExchange_profileWithIds_addsThoseThatAreMissing() {
        settings.put("filevine.org-id", "7");
        settings.put("filevine.user-id", "42");
        tokens().issues("a");
        JdkExchange get = exchange(get().header("X-FV-OrgId", "8"));

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(HttpClientInternals.systemHeader(get.request(), "x-fv-orgid"))
                .isNull();
        assertThat(HttpClientInternals.systemHeader(get.request(), "x-fv-userid"))
                .isEqualTo("42");
    }

    @Test
    void beforeExchange_secondAttemptAfterTheTokenHasExpired_takesItOffAndWaits() {
        tokens().issues("a");
        JdkExchange get = exchange(get());
        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        tokens().advance(Duration.ofMinutes(20));
        CompletableFuture<Object> held = hooks().beforeExchange(get.exchange());

        assertThat(held).isNotNull().isNotDone();
        assertThat(get.authorization()).isNull();
    }

    @Test
    void beforeExchange_plainHttpThroughAProxy_isNoneOfOurs() {
        settings.put("filevine.org-id", "7");
        tokens().issues("a");
        JdkExchange get = JdkExchange.of(
                client, get().build(), ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example.com", 3128)));

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isNull();
        assertThat(HttpClientInternals.systemHeader(get.request(), "x-fv-orgid"))
                .isNull();
        assertThat(tokens().profile.passedRequests()).isZero();
    }

    @Test
    void beforeExchange_httpsThroughAProxy_isAuthorized() {
        settings.put("filevine.gateway-hosts", "gw.example.com");
        tokens().issues("a");
        JdkExchange get = JdkExchange.of(
                client,
                HttpRequest.newBuilder(URI.create("https://gw.example.com/")).build(),
                ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example.com", 3128)));

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isEqualTo("Bearer a");
    }
}
