package io.github.filevineagent.instrumentation;

import static io.github.filevineagent.instrumentation.UrlConnectionFixture.answer;
import static io.github.filevineagent.instrumentation.UrlConnectionFixture.authorization;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.HttpURLConnection;
import java.net.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 401 to a token of ours: when {@code UrlConnectionHooks} has the request sent once more. */
class UrlConnectionReplayTest {
    private static final Map<String, String> PATIENT = Map.of("filevine.token-wait", "10m");

    @Test
    void onUnauthorized_freshTokenComes_leavesTheAuthenticatorOutAndSendsAgainOnce() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.rejected();

            CompletableFuture<Boolean> unauthorized =
                    CompletableFuture.supplyAsync(() -> world.hooks.onUnauthorized(connection));
            await().atMost(20, SECONDS).until(world.tokens::isExchangeDue);
            world.tokens.issue("b");

            assertThat(unauthorized.get(20, SECONDS)).isTrue();
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isTrue();
            assertThat(UrlConnectionInternals.isConnected(connection)).isFalse();
            assertThat(UrlConnectionInternals.responseCode(connection)).isEqualTo(-1);
            assertThat(world.replayedHosts()).containsExactly("127.0.0.1");
            assertThat(world.profile.replayedRequests()).isOne();
            connection.connect();
            world.hooks.beforeWrite(connection);
            assertThat(authorization(connection)).isEqualTo("Bearer b");
            answer(connection, 401);
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isFalse();
        }
    }

    /** The schedule has brought a third token before the replay's 401: there is one to try, but not for this request. */
    @Test
    void onUnauthorized_replayRejectedAndThirdTokenThere_isTheJdks() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.rejected();
            world.tokens.issue("b");
            assertThat(world.hooks.onUnauthorized(connection)).isTrue();
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isTrue();
            connection.connect();
            world.hooks.beforeWrite(connection);
            answer(connection, 401);
            world.tokens.issue("c");
            assertThat(world.logLines()).noneMatch(line -> line.contains("answers 401"));

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();
            assertThat(world.logLines())
                    .filteredOn(line -> line.contains("answers 401 to a fresh token, too"))
                    .singleElement()
                    .asString()
                    .startsWith("[filevine-agent] warn: profile default: http://127.0.0.1:" + world.port());
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isFalse();
            assertThat(world.profile.replayedRequests()).isOne();
        }
    }

    @Test
    void onUnauthorized_replayRejectedToo_asksForTheNextToken() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.rejected();
            world.tokens.issue("b");
            assertThat(world.hooks.onUnauthorized(connection)).isTrue();
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isTrue();
            connection.connect();
            world.hooks.beforeWrite(connection);
            answer(connection, 401);
            assertThat(world.tokens.isExchangeDue()).isFalse();

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();

            assertThat(world.tokens.isExchangeDue()).isTrue();
            assertThat(world.tokens.waiting()).isZero();
        }
    }

    @Test
    void onUnauthorized_secondRequest_hasItsOwnReplay() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection first = world.rejected();
            HttpURLConnection second = world.rejected();
            world.tokens.issue("b");

            assertThat(world.hooks.onUnauthorized(first)).isTrue();
            assertThat(world.hooks.onUnauthorized(second)).isTrue();
            assertThat(world.hooks.afterFollowRedirect(false, second)).isTrue();
            assertThat(world.hooks.afterFollowRedirect(false, first)).isTrue();
        }
    }

    @Test
    void onUnauthorized_noFreshTokenWithinTheWait_isTheJdksAfterIt() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of("filevine.token-wait", "2s"))) {
            HttpURLConnection connection = world.rejected();
            long start = System.nanoTime();

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1_990), Duration.ofSeconds(8));
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isFalse();
            assertThat(UrlConnectionInternals.isConnected(connection)).isTrue();
            assertThat(world.tokens.waiting()).isZero();
        }
    }

    @Test
    void onUnauthorized_credentialsRefused_isTheJdksAtOnce() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.rejected();
            world.tokens.refuse();

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isFalse();
        }
    }

    @Test
    void onUnauthorized_ownTimeoutsAreShorter_isTheJdksAfterThem() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setConnectTimeout(700);
            connection.setReadTimeout(800);
            connection.connect();
            world.hooks.beforeWrite(connection);
            answer(connection, 401);
            long start = System.nanoTime();

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1_490), Duration.ofSeconds(20));
        }
    }

    @Test
    void onUnauthorized_interrupted_isTheJdksAndKeepsTheFlag() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.rejected();

            Thread.currentThread().interrupt();
            boolean replays = world.hooks.onUnauthorized(connection);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(replays).isFalse();
        }
    }

    @Test
    void onUnauthorized_replayUnauthorizedOff_isTheJdksAtOnce() throws Exception {
        try (UrlConnectionFixture world = holding("a", Map.of("filevine.replay-unauthorized", "false"))) {
            HttpURLConnection connection = world.rejected();

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();
            assertThat(world.hooks.afterFollowRedirect(false, connection)).isFalse();
            assertThat(world.tokens.isExchangeDue()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer own", "Basic own"})
    void onUnauthorized_applicationsAuthorization_isTheJdksAtOnce(String own) throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setRequestProperty("Authorization", own);
            connection.connect();
            world.hooks.beforeWrite(connection);
            answer(connection, 401);

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();
            assertThat(world.tokens.isExchangeDue()).isFalse();
        }
    }

    @Test
    void onUnauthorized_hostThatIsNoGateway_isTheJdksAtOnce() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.connectElsewhere();
            UrlConnectionInternals.setRequestHeader(connection, "Authorization", "Bearer a");
            answer(connection, 401);

            assertThat(world.hooks.onUnauthorized(connection)).isFalse();
            assertThat(world.tokens.isExchangeDue()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 401", "false, 200", "false, 302", "true, 302", "true, 401"})
    void afterFollowRedirect_noReplayDecided_isWhatTheJdkSays(boolean followed, int status) throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.rejected();
            answer(connection, status);

            assertThat(world.hooks.afterFollowRedirect(followed, connection)).isEqualTo(followed);
            assertThat(UrlConnectionInternals.isConnected(connection)).isTrue();
            assertThat(world.profile.replayedRequests()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, 401, true, true",
        "true, 401, false, false",
        "false, 401, true, false",
        "true, 403, true, false",
        "true, -1, true, false",
    })
    void beforeDisconnect_rejectedToken_isReplacedIfTheJdkCanNotSendAgain(
            boolean streaming, int status, boolean replays, boolean expected) throws Exception {
        try (UrlConnectionFixture world =
                holding("a", Map.of("filevine.replay-unauthorized", String.valueOf(replays)))) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setDoOutput(true);
            if (streaming) {
                connection.setChunkedStreamingMode(0);
            }
            connection.connect();
            world.hooks.beforeWrite(connection);
            answer(connection, status);

            world.hooks.beforeDisconnect(connection);

            assertThat(world.tokens.isExchangeDue()).isEqualTo(expected);
        }
    }

    @Test
    void beforeDisconnect_applicationsAuthorization_isNone() throws Exception {
        try (UrlConnectionFixture world = holding("a", PATIENT)) {
            HttpURLConnection connection = world.open(Proxy.NO_PROXY);
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(0);
            connection.setRequestProperty("Authorization", "Bearer own");
            connection.connect();
            world.hooks.beforeWrite(connection);
            answer(connection, 401);

            world.hooks.beforeDisconnect(connection);

            assertThat(world.tokens.isExchangeDue()).isFalse();
        }
    }

    private static UrlConnectionFixture holding(String token, Map<String, String> settings) throws Exception {
        UrlConnectionFixture world = new UrlConnectionFixture(settings);
        world.tokens.issue(token);
        return world;
    }
}
