package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.Job.Urgency;
import io.github.filevineagent.refresh.SteppedTokens;
import io.github.filevineagent.token.AbandonedCalls;
import io.github.filevineagent.token.ExchangeSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoIdsTest {
    private static final String ONE = "{\"user\":{\"userId\":7},\"orgs\":[{\"orgId\":55,\"name\":\"Firm A\"}]}";
    private static final String TWO = "{\"userId\":7,\"orgs\":[{\"orgId\":55,\"name\":\"Firm A\"},{\"orgId\":77}]}";

    private final MockWebServer gateway = new MockWebServer();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<Duration> pauses = new ArrayList<>();
    private final Properties properties = new Properties();
    private final SteppedTokens tokens = new SteppedTokens();
    private final TestClock clock = new TestClock();

    @BeforeEach
    void start() throws IOException {
        gateway.start();
        properties.setProperty("filevine.pat", "pat-secret-1");
        properties.setProperty("filevine.gateway-hosts", "http://localhost:" + gateway.getPort());
        properties.setProperty("filevine.org-id", "auto");
        properties.setProperty("filevine.user-id", "auto");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void run_oneOrganisation_setsBothIds() throws Exception {
        answer(200, ONE);

        Profile profile = run();

        assertThat(profile.orgId()).isEqualTo("55");
        assertThat(profile.userId()).isEqualTo("7");
        RecordedRequest request = gateway.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getUrl().encodedPath()).isEqualTo("/fv-app/v2/utils/GetUserOrgsWithToken");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-secret-1");
        assertThat(logged())
                .contains("x-fv-orgid", "it is 55 (Firm A)", "it is 7")
                .doesNotContain("secret");
    }

    @Test
    void run_severalOrganisations_setsNoneAndNamesThem() throws Exception {
        answer(200, TWO);

        Profile profile = run();

        assertThat(profile.orgId()).isNull();
        assertThat(profile.userId()).isEqualTo("7");
        assertThat(logged()).contains("warn: ", "several: 55 (Firm A), 77.", "set filevine.org-id to one of these ids");
    }

    @ParameterizedTest
    @CsvSource({"auto, 9, 55, 9", "44, auto, 44, 7"})
    void run_oneIdFixed_leavesItAlone(String orgId, String userId, String usedOrgId, String usedUserId)
            throws Exception {
        properties.setProperty("filevine.org-id", orgId);
        properties.setProperty("filevine.user-id", userId);
        answer(200, ONE);

        Profile profile = run();

        assertThat(profile.orgId()).isEqualTo(usedOrgId);
        assertThat(profile.userId()).isEqualTo(usedUserId);
    }

    @Test
    void run_gatewayFails_warnsOnceAndAsksAgainLater() throws Exception {
        answer(503, "");
        answer(200, "{}");
        answer(200, ONE);

        Profile profile = run();

        assertThat(profile.orgId()).isEqualTo("55");
        assertThat(pauses).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(logged()).containsOnlyOnce("warn: ").contains("HTTP status 503", "Next attempt in 60 s.");
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "10, 60", "86400, 600"})
    void run_tooManyCalls_waitsAsLongAsTheGatewayAsks(int asked, int pause) throws Exception {
        gateway.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", asked)
                .build());
        answer(200, ONE);

        assertThat(run().orgId()).isEqualTo("55");

        assertThat(pauses).containsExactly(Duration.ofSeconds(pause));
        assertThat(logged()).contains("Too many calls", "Next attempt in " + pause + " s.");
    }

    @Test
    void run_userUnknown_saysSoAndSetsTheRest() throws Exception {
        answer(200, "{\"orgs\":[{\"orgId\":55}]}");

        Profile profile = run();

        assertThat(profile.orgId()).isEqualTo("55");
        assertThat(profile.userId()).isNull();
        assertThat(logged()).contains("warn: ", "requests go without x-fv-userid", "set filevine.user-id to it");
    }

    @Test
    void run_firstGatewayFails_asksTheNext() throws Exception {
        properties.setProperty("filevine.gateway-hosts", "http://localhost:1,http://localhost:" + gateway.getPort());
        answer(200, ONE);

        assertThat(run().orgId()).isEqualTo("55");
        assertThat(pauses).isEmpty();
    }

    /** A worker is not kept for longer than one gateway may take. */
    @Test
    void perform_twoGateways_asksOneAtATime() throws Exception {
        properties.setProperty("filevine.gateway-hosts", "http://localhost:1,http://localhost:" + gateway.getPort());
        answer(200, ONE);
        AutoIds ids = autoIds(profile());
        tokens.issue("token-secret-1");

        assertThat(ids.perform()).isTrue();
        assertThat(gateway.getRequestCount()).isZero();
        assertThat(ids.nanosUntilDue()).isZero();
        assertThat(ids.perform()).isFalse();

        assertThat(gateway.getRequestCount()).isOne();
    }

    @Test
    void nanosUntilDue_profileIsGone_isNever() throws Exception {
        AutoIds ids = autoIds(profile());
        tokens.issue("token-secret-1");
        assertThat(ids.nanosUntilDue()).isZero();

        tokens.source().close("the profile is gone.");

        assertThat(ids.nanosUntilDue()).isEqualTo(Long.MAX_VALUE);
        assertThat(ids.perform()).isTrue();
        assertThat(gateway.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "auto, auto, filevine.org-id and filevine.user-id, x-fv-orgid and x-fv-userid",
        "auto, 9, filevine.org-id, x-fv-orgid",
        "44, auto, filevine.user-id, x-fv-userid",
    })
    void run_gatewayFails_namesJustTheIdsThatAreMissing(String orgId, String userId, String keys, String headers)
            throws Exception {
        properties.setProperty("filevine.org-id", orgId);
        properties.setProperty("filevine.user-id", userId);
        answer(503, "");
        answer(200, ONE);

        Profile unused = run();

        assertThat(logged())
                .contains(
                        "profile default: " + keys + "=auto: the gateway is asked as soon as there is a token. Until it"
                                + " answers, requests go without " + headers + ".")
                .contains("warn: profile default: " + keys + "=auto: question at ")
                .contains("Requests go without " + headers + ". Next attempt in 60 s.");
    }

    @Test
    void run_credentialsRefused_waitsInSilenceUntilThereIsAToken() throws Exception {
        answer(200, ONE);
        Profile profile = profile();
        AutoIds ids = autoIds(profile);
        tokens.refuse();

        runToItsEnd(ids);

        assertThat(gateway.getRequestCount()).isZero();
        assertThat(logged()).doesNotContain("question at");
        tokens.issue("token-secret-1");
        runToItsEnd(ids);
        assertThat(profile.orgId()).isEqualTo("55");
    }

    @Test
    void run_onlyWildcards_saysThatNobodyCanBeAsked() throws Exception {
        properties.setProperty("filevine.gateway-hosts", "*.example.com");

        Profile profile = run();

        assertThat(profile.orgId()).isNull();
        assertThat(logged()).contains("warn: ", "wildcards", "name a gateway host");
    }

    private void answer(int status, String body) {
        gateway.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private Profile run() throws ConfigException {
        Profile profile = profile();
        AutoIds ids = autoIds(profile);
        tokens.issue("token-secret-1");
        runToItsEnd(ids);
        return profile;
    }

    private Profile profile() throws ConfigException {
        ProfileConfig config =
                new ConfigReader(properties, Map.of()).read().profiles().get(0);
        return new Profile(config, tokens.source(), host -> {});
    }

    private AutoIds autoIds(Profile profile) throws ConfigException {
        AgentConfig agent = new ConfigReader(properties, Map.of()).read();
        ProfileConfig config = agent.profiles().get(0);
        Log lines = new Log(new PrintStream(log, true, StandardCharsets.UTF_8), Log.Level.INFO);
        assertThat(config.hasAutoIds()).isTrue();
        ExchangeSettings settings = ExchangeSettings.of(config, agent, "1.2.3");
        AutoIds ids = new AutoIds(config, profile, settings, lines, clock, new AbandonedCalls());
        ids.begin(SteppedTokens.workersThatDoNothing());
        return ids;
    }

    /** Does what the workers do, but does not wait. */
    private void runToItsEnd(AutoIds ids) {
        boolean again = true;
        long nanos = ids.nanosUntilDue();
        while (again && nanos != Long.MAX_VALUE) {
            if (nanos > 0) {
                pauses.add(Duration.ofNanos(nanos));
                clock.nanos += nanos;
            }
            assertThat(ids.urgency()).isEqualTo(Urgency.ASIDE);
            again = ids.perform();
            nanos = ids.nanosUntilDue();
        }
    }

    private static final class TestClock implements Clock {
        private long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long currentTimeMillis() {
            return Duration.ofNanos(nanos).toMillis();
        }
    }
}
