package io.github.filevineagent.instrumentation;

import static io.github.filevineagent.instrumentation.UrlConnectionFixture.answer;
import static io.github.filevineagent.instrumentation.UrlConnectionFixture.authorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Firms;
import io.github.filevineagent.common.Log;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several firms on one host, through {@code HttpURLConnection}: no request gets another firm's token, on no attempt. */
class UrlConnectionFirmsTest {
    private final ServerSocket gateway = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<HttpURLConnection> opened = new ArrayList<>();

    UrlConnectionFirmsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        opened.forEach(HttpURLConnection::disconnect);
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "x-fv-orgid, 7, Bearer token-of-a",
        "X-FV-ORGID, 8, Bearer token-of-b",
        "x-Fv-OrgId, ' 8\t', Bearer token-of-b",
        "x-fv-orgid, 9, ",
        "x-fv-orgid, '', ",
        "x-fv-orgid, ' ', ",
        "x-fv-orgid, , ",
        "x-fv-orgid, 007, ",
        "x-fv-orgid, '7,8', ",
        "x-fv-orgid, '+7', ",
        "x-fv-orgid, '\uFF17', ",
        "x-fv-orgid, '\u0667', ",
        "x-other, 7, ",
    })
    void beforeWrite_organisation_hasItsTokenOrNone(String name, @Nullable String value, @Nullable String expected)
            throws IOException {
        UrlConnectionHooks hooks = hooks(firms("a=7 b=8"));
        HttpURLConnection connection = open();
        connection.setRequestProperty(name, value);
        connection.connect();

        if (expected == null) {
            assertThatThrownBy(() -> hooks.beforeWrite(connection)).isExactlyInstanceOf(IOException.class);
        } else {
            hooks.beforeWrite(connection);
        }

        assertThat(authorization(connection)).isEqualTo(expected);
        assertThat(UrlConnectionInternals.requestHeader(connection, name)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"7, 8", "7, 7", "9, 9"})
    void beforeWrite_organisationNamedTwice_hasNoToken(String first, String second) throws IOException {
        UrlConnectionHooks hooks = hooks(firms("a=7 others="));
        HttpURLConnection connection = open();
        connection.addRequestProperty("x-fv-orgid", first);
        connection.addRequestProperty("X-Fv-OrgId", second);
        connection.connect();

        assertThatThrownBy(() -> hooks.beforeWrite(connection))
                .hasMessageContaining("its x-fv-orgid is set more than once");
        assertThat(authorization(connection)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a=7 b=8 default=9, Bearer token-of-default, 9",
        "a=7 others=,       Bearer token-of-others, ",
        "a=7,               Bearer token-of-a, 7",
    })
    void beforeWrite_noOrganisation_hasThatOfItsProfile(String names, String token, @Nullable String orgId)
            throws IOException {
        HttpURLConnection connection = connect(null);

        hooks(firms(names)).beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo(token);
        assertThat(orgId(connection)).isEqualTo(orgId);
    }

    @Test
    void beforeWrite_unknownOrganisation_failsAndCountsForNobody() throws IOException {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("9");

        assertThatThrownBy(() -> hooks.beforeWrite(connection))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("organisation 9")
                .hasMessageContaining("filevine.profile.NAME.org-id=9");
        assertThat(UrlConnectionInternals.isConnected(connection)).isFalse();
        assertThat(firms.profiles())
                .allSatisfy(profile -> assertThat(
                                profile.authorizedRequests() + profile.passedRequests() + profile.failedRequests())
                        .isZero());
        assertThat(firms.logLines()).hasSize(1);
    }

    @Test
    void beforeWrite_unknownOrganisationAndPass_goesWithoutAnyHeaderOfOurs() throws IOException {
        HttpURLConnection connection = connect(null);
        UrlConnectionInternals.setRequestHeader(connection, "Authorization", "Bearer token-of-a");
        UrlConnectionInternals.setRequestHeader(connection, "x-fv-orgid", "7");
        UrlConnectionInternals.setRequestHeader(connection, "x-fv-userid", "42");

        hooks(firms("a=7 b=8", "filevine.when-unavailable", "pass")).beforeWrite(connection);

        assertThat(authorization(connection)).isNull();
        assertThat(orgId(connection)).isNull();
        assertThat(UrlConnectionInternals.requestHeader(connection, "x-fv-userid"))
                .isNull();
    }

    @Test
    void beforeWrite_unknownOrganisationWithOwnAuthorization_goesAsItIs() throws IOException {
        Firms firms = firms("a=7 b=8");
        HttpURLConnection connection = open();
        connection.setRequestProperty("x-fv-orgid", "9");
        connection.setRequestProperty("authorization", "Bearer own");
        connection.connect();

        hooks(firms).beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo("Bearer own");
        assertThat(firms.logLines()).isEmpty();
    }

    /** The hooks rely on it: what a request says of its organisation does not change from one attempt to the next. */
    @Test
    void setRequestProperty_afterTheFirstAttempt_isRefusedByTheJdk() throws IOException {
        HttpURLConnection connection = connect("7");
        hooks(firms("a=7 b=8")).beforeWrite(connection);
        connection.disconnect();

        assertThatThrownBy(() -> connection.setRequestProperty("x-fv-orgid", "8"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.addRequestProperty("x-fv-orgid", "8"))
                .isInstanceOf(IllegalStateException.class);
    }

    /** What the JDK does where a redirect turns a POST into a GET: a new header object, without what the application set. */
    @ParameterizedTest
    @CsvSource({"7, Bearer token-of-a", "9, Bearer token-of-others"})
    void beforeWrite_redirectHasDroppedTheOrganisation_isOfTheSame(String organisation, String token)
            throws IOException {
        HttpURLConnection connection = connect(organisation);
        UrlConnectionInternals.removeRequestHeader(connection, "x-fv-orgid");

        hooks(firms("a=7 others=")).beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo(token);
        assertThat(orgId(connection)).isEqualTo(organisation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b=7", "b=", "a=7 b=8", "a="})
    void beforeWrite_attemptAfterTheProfileOfItsOrganisationWasReplaced_hasWhatIsOfTheNewOne(String later)
            throws IOException {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        hooks.beforeWrite(connection);
        Firms after = firms(later);
        firms.replaceBy(after);

        hooks.beforeWrite(connection);

        assertThat(authorization(connection))
                .isEqualTo("Bearer token-of-" + after.profiles().get(0).name());
        assertThat(orgId(connection)).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"b=8, ", "default=9, ", "default=, ", "default=7, Bearer token-of-default"})
    void beforeWrite_secondAttemptThatNamesNone_isForTheFirstsOrganisationOnly(String later, @Nullable String expected)
            throws IOException {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        firms.replaceBy(firms(later));

        if (expected == null) {
            assertThatThrownBy(() -> hooks.beforeWrite(connection))
                    .hasMessageContaining("the profile that it was first sent with is gone");
            assertThat(orgId(connection)).isNull();
        } else {
            hooks.beforeWrite(connection);
            assertThat(orgId(connection)).isEqualTo("7");
        }
        assertThat(authorization(connection)).isEqualTo(expected);
    }

    @Test
    void afterFollowRedirect_nextHop_isChosenAnew() throws IOException {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        firms.replaceBy(firms("default=9 b=8"));

        assertThat(hooks.afterFollowRedirect(true, connection)).isTrue();
        hooks.beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo("Bearer token-of-default");
        assertThat(orgId(connection)).isEqualTo("9");
    }

    @Test
    void beforeWrite_nextHopsProfileHasNoIds_removesThoseOfTheLast() throws IOException {
        Firms firms = firms("default=7", "filevine.user-id", "42");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        assertThat(orgId(connection)).isEqualTo("7");
        firms.replaceBy(firms("default="));

        assertThat(hooks.afterFollowRedirect(true, connection)).isTrue();
        hooks.beforeWrite(connection);

        assertThat(orgId(connection)).isNull();
        assertThat(UrlConnectionInternals.requestHeader(connection, "x-fv-userid"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"7, a=7 b=8", "7, others=", ", a=7 b=8 default=9"})
    void onUnauthorized_profileWasReplaced_leavesThe401AsItIs(@Nullable String organisation, String later)
            throws Exception {
        Firms firms = firms("a=7 b=8 default=5");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(organisation);
        hooks.beforeWrite(connection);
        answer(connection, 401);
        Firms after = firms(later);
        firms.replaceBy(after);

        assertThat(hooks.onUnauthorized(connection)).isFalse();
        assertThat(hooks.afterFollowRedirect(false, connection)).isFalse();
        for (Firms each : List.of(firms, after)) {
            each.profiles()
                    .forEach(profile -> assertThat(each.tokens(profile.name()).isExchangeDue())
                            .isFalse());
        }
    }

    @Test
    void onUnauthorized_profileIsReplacedWhileItWaits_sendsAgainWithTheTokenOfTheNewOne() throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        CompletableFuture<Boolean> isToBeReplayed = startOnUnauthorized(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        Firms after = Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms);
        firms.replaceBy(after);
        firms.profile("a").tokens().close("it was replaced.");
        await().atMost(20, TimeUnit.SECONDS).until(() -> after.tokens("a").waiting() == 1);
        after.tokens("a").issue("next-of-a");

        assertThat(isToBeReplayed.get(20, TimeUnit.SECONDS)).isTrue();
        // As the JDK does with every answer.
        UrlConnectionInternals.removeRequestHeader(connection, "Authorization");
        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();
        hooks.beforeWrite(connection);
        assertThat(authorization(connection)).isEqualTo("Bearer next-of-a");
    }

    /** One that has not taken over from the other may be of other credentials: it has never given this token. */
    @ParameterizedTest
    @ValueSource(strings = {"a=7 b=8", "b=8"})
    void onUnauthorized_profileGoesWhileItWaits_leavesThe401AsItIs(String later) throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        CompletableFuture<Boolean> isToBeReplayed = startOnUnauthorized(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        firms.replaceBy(firms(later));
        firms.profile("a").tokens().close("it is gone.");

        assertThat(isToBeReplayed.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(hooks.afterFollowRedirect(false, connection)).isFalse();
    }

    @Test
    void onUnauthorized_profileIsReplacedWhileItWaits_waitsNoLongerThanOnce() throws Exception {
        Firms firms = firms("a=7 b=8", "filevine.token-wait", "2s");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        long start = System.nanoTime();
        CompletableFuture<Boolean> isToBeReplayed = startOnUnauthorized(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        firms.replaceBy(Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms));
        firms.profile("a").tokens().close("it was replaced.");

        assertThat(isToBeReplayed.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(System.nanoTime() - start).isBetween(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(15));
    }

    @Test
    void afterFollowRedirect_profileWasReplacedByItsSuccessor_sendsAgain() throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = rejected(hooks);
        firms.tokens("a").issue("next-of-a");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        Firms after = Firms.on(origin(), "a=7 b=8", Map.of()).inPlaceOf(firms);
        firms.replaceBy(after);

        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();
        assertThat(after.profile("a").replayedRequests()).isOne();
    }

    private HttpURLConnection rejected(UrlConnectionHooks hooks) throws Exception {
        HttpURLConnection connection = connect("7");
        hooks.beforeWrite(connection);
        answer(connection, 401);
        return connection;
    }

    private static CompletableFuture<Boolean> startOnUnauthorized(
            UrlConnectionHooks hooks, HttpURLConnection connection) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(hooks.onUnauthorized(connection)));
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    @Test
    void afterFollowRedirect_profileWasReplacedMeanwhile_doesNotSendAgain() throws Exception {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        hooks.beforeWrite(connection);
        answer(connection, 401);
        firms.tokens("a").issue("next-of-a");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        firms.replaceBy(firms("a=7 b=8"));

        assertThat(hooks.afterFollowRedirect(false, connection)).isFalse();
        assertThat(firms.profile("a").replayedRequests()).isZero();
    }

    @Test
    void beforeWrite_profileWasReplacedWhenItsReplayWasDue_hasNoToken() throws Exception {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        answer(connection, 401);
        firms.tokens("default").issue("next-of-default");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        // As the JDK does with every answer.
        UrlConnectionInternals.removeRequestHeader(connection, "Authorization");
        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();
        firms.replaceBy(firms("b=8"));

        assertThatThrownBy(() -> hooks.beforeWrite(connection))
                .hasMessageContaining("the profile that it was first sent with is gone");
        assertThat(authorization(connection)).isNull();
    }

    @Test
    void beforeWrite_replay_hasTheFreshTokenOfTheSameFirm() throws Exception {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        answer(connection, 401);
        firms.tokens("default").issue("next-of-default");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        UrlConnectionInternals.removeRequestHeader(connection, "Authorization");
        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();

        hooks.beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo("Bearer next-of-default");
        assertThat(orgId(connection)).isEqualTo("7");
        assertThat(firms.profile("default").replayedRequests()).isOne();
        assertThat(firms.profile("b").replayedRequests()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"a2=7 b=8, Bearer token-of-a2", "b=8, "})
    void beforeWrite_waitsAndItsProfileIsReplaced_goesOnWithTheNewOneOrNone(String later, @Nullable String expected)
            throws Exception {
        Firms firms = Firms.on(origin(), "a=7 b=8", Map.of("filevine.token-wait", "1m"));
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        CompletableFuture<String> done = startWriting(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);

        firms.replaceBy(firms(later));
        // As if its token source were closed: whoever waits is told that there will be none.
        firms.tokens("a").refuse();

        assertThat(done.get(20, TimeUnit.SECONDS))
                .contains(expected == null ? "no profile of this host has the organisation 7" : "written");
        assertThat(authorization(connection)).isEqualTo(expected);
        assertThat(firms.profile("a").failedRequests()).isZero();
    }

    @Test
    void beforeWrite_waitsAndTheLastProfileOfItsHostGoes_hasNothingOfOurs() throws Exception {
        Firms firms = Firms.on(origin(), "default=7 b=8", Map.of("filevine.token-wait", "1m"));
        HttpURLConnection connection = connect(null);
        CompletableFuture<String> done = startWriting(hooks(firms), connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("default").waiting() == 1);
        firms.replaceBy(Firms.on("elsewhere.example.com", "c=9", Map.of()));

        firms.tokens("default").refuse();

        assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("written");
        assertThat(authorization(connection)).isNull();
        assertThat(orgId(connection)).isNull();
    }

    @Test
    void beforeWrite_waitsForASecondProfile_waitsNoLongerThanOnce() throws Exception {
        Firms firms = Firms.on(origin(), "a=7 b=8", Map.of("filevine.token-wait", "2s"));
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("7");
        Firms after = Firms.on(origin(), "a2=7 b=8", Map.of());
        long start = System.nanoTime();
        CompletableFuture<String> done = startWriting(hooks, connection);
        await().atMost(20, TimeUnit.SECONDS).until(() -> firms.tokens("a").waiting() == 1);
        firms.replaceBy(after);

        assertThat(done.get(20, TimeUnit.SECONDS)).startsWith("No valid Filevine access token: ");
        assertThat(System.nanoTime() - start).isBetween(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(15));
        assertThat(after.profile("a2").failedRequests()).isOne();
        assertThat(firms.profile("a").failedRequests()).isZero();
    }

    private CompletableFuture<String> startWriting(UrlConnectionHooks hooks, HttpURLConnection connection) {
        CompletableFuture<String> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                hooks.beforeWrite(connection);
                done.complete("written");
            } catch (Throwable t) {
                done.complete(String.valueOf(t.getMessage()));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private Firms firms(String names, String... setting) {
        return Firms.on(origin(), names, setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]))
                .issue();
    }

    private static UrlConnectionHooks hooks(Firms firms) {
        return new UrlConnectionHooks(firms.authorizer(), new PlainHttpProxy(new Log(System.err, Log.Level.OFF)));
    }

    private HttpURLConnection connect(@Nullable String organisation) throws IOException {
        HttpURLConnection connection = open();
        if (organisation != null) {
            connection.setRequestProperty("x-fv-orgid", organisation);
        }
        connection.connect();
        return connection;
    }

    private HttpURLConnection open() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(origin() + "/").toURL().openConnection(Proxy.NO_PROXY);
        opened.add(connection);
        return connection;
    }

    private String origin() {
        return "http://127.0.0.1:" + gateway.getLocalPort();
    }

    private static @Nullable String orgId(HttpURLConnection connection) {
        return UrlConnectionInternals.requestHeader(connection, "x-fv-orgid");
    }
}
