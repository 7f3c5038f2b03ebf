package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the first exchange on: requests before there is a token, without one, and while it is replaced. */
class LifecycleIT extends InWorld {
    /** Far below the token wait of the case, and generous for a busy machine. */
    private static final long AT_ONCE_MILLIS = 15_000;

    @BeforeEach
    void issueShortLivedTokens() {
        world.identity().issueTokensFor(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void refresh_underLoad_noRequestFailsOrHasAnExpiredToken(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(
                world.jvmWithAgent(jdk)
                        .property("filevine.replay-unauthorized", "false")
                        .property("http.maxConnections", "64"),
                Suite.LOAD);

        run.result().assertHealthy();
        assertThat(run.report("h1-steady")).doesNotContainKey("thrown").containsEntry("failed", "0");
        assertThat(run.hits("h1-steady")).as("several from each thread").hasSizeGreaterThan(200);
        assertThat(run.hits("h1-steady").stream()
                        .map(hit -> hit.header("Authorization"))
                        .distinct())
                .as("tokens in use")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void coldStart_thousandRequests_shareOneExchange(Jdk jdk) throws Exception {
        world.identity().issueTokensFor(Duration.ofMinutes(20));
        world.identity().delayAnswers(Duration.ofSeconds(2));

        ScenarioRun run = world.run(world.jvmWithAgent(jdk), Suite.COLD_START);

        run.result().assertHealthy();
        assertThat(run.report("h2-thousand-requests")).containsEntry("succeeded", "1000");
        assertThat(world.identity().exchanges()).isEqualTo(1);
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void identity_down_failsAfterTheWaitAndSaysWhy(Jdk jdk) throws Exception {
        world.stopIdentity();

        ScenarioRun run = world.run(world.jvmWithAgent(jdk).property("filevine.token-wait", "3s"), Suite.ONE_REQUEST);

        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.report(tag).get("thrown"))
                    .contains("No valid Filevine access token", "identity.filevine.test");
            assertThat(millis(run, tag)).as("one wait, not several").isBetween(2_900L, 12_000L);
            assertThat(run.hits(tag)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void identity_downAndRequestsMayPass_sendsThemWithoutTheHeader(Jdk jdk) throws Exception {
        world.stopIdentity();

        ScenarioRun run = world.run(
                world.jvmWithAgent(jdk)
                        .property("filevine.token-wait", "500ms")
                        .property("filevine.when-unavailable", "pass"),
                Suite.ONE_REQUEST);

        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.report(tag)).containsEntry("answer", "200 GET:");
            assertThat(run.hits(tag))
                    .singleElement()
                    .extracting(hit -> hit.header("Authorization"))
                    .isEqualTo(List.of());
        }
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void identity_refusesThePat_failsAtOnceAndSaysWhy(Jdk jdk) throws Exception {
        world.identity().refuse(400, "{\"error\":\"invalid_grant\"}");

        ScenarioRun run = world.run(world.jvmWithAgent(jdk).property("filevine.token-wait", "60s"), Suite.ONE_REQUEST);

        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.report(tag).get("thrown"))
                    .as("the same type and beginning from both clients, and none that an application can't name")
                    .startsWith("java.io.IOException: No valid Filevine access token: ")
                    .contains("invalid_grant", "filevine.pat");
            assertThat(millis(run, tag)).isBetween(0L, AT_ONCE_MILLIS);
        }
        assertThat(world.identity().exchanges()).isEqualTo(1);
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void profile_withOrganisationAndUser_addsThemForTheGatewayOnly(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(
                world.jvmWithAgent(jdk).property("filevine.org-id", "17").property("filevine.user-id", "42"),
                Suite.ORGANISATION);

        run.result().assertHealthy();
        for (String tag : Suite.ORGANISATION.tags()) {
            String organisation = tag.endsWith("own-organisation") ? "own" : "17";
            assertThat(run.hits(tag)).isNotEmpty().allSatisfy(hit -> {
                boolean gateway = hit.server().equals("gateway");
                assertThat(hit.header("x-fv-orgid")).isEqualTo(gateway ? List.of(organisation) : List.of());
                assertThat(hit.header("x-fv-userid")).isEqualTo(gateway ? List.of("42") : List.of());
            });
        }
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest
    @MethodSource("jdks")
    void replay_switchedOff_leavesThe401AndTheTokenAlone(Jdk jdk) throws Exception {
        world.identity().issueTokensFor(Duration.ofMinutes(20));

        ScenarioRun run = world.run(
                world.jvmWithProfiles(jdk, Suite.UNAUTHORIZED_URL_CONNECTION.tags())
                        .property("filevine.replay-unauthorized", "false"),
                Suite.UNAUTHORIZED_URL_CONNECTION);

        run.result().assertHealthy();
        assertThat(run.hits("url-replayed-get")).extracting(Hit::method).containsExactly("GET");
        assertThat(run.report("url-replayed-get").get("answer")).startsWith("401 ");
        assertThat(world.identity().exchangesOf("url-replayed-get")).isEqualTo(1);
    }

    private static long millis(ScenarioRun run, String tag) {
        return Long.parseLong(run.report(tag).getOrDefault("millis", "-1"));
    }
}
