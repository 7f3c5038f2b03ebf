package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.FakeIdentity;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.Http3Server;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code HttpClient} over HTTP/3: what there is over HTTP/2, and the ways from one version to another. */
class Http3IT {
    private static final int FIRST_RELEASE_WITH_HTTP_3 = 26;

    private static final String HTTP_2 = "HTTP/2";
    private static final String HTTP_3 = "HTTP/3";

    /** Whatever ends earlier has not ended because of one of these. */
    private static final String LONG = "50s";

    private static final Suite[] COMPARED = {Suite.HTTP_3, Suite.REDIRECT_HTTP_3};

    /** The scenarios whose outcome is not 200, with or without the agent. */
    private static final Pattern UNSUCCESSFUL =
            Pattern.compile("rejected|circular|downgrade|plain-http|only-without-http-3");

    /** The scenarios that leave it to the client, or to the time, which version it is. */
    private static final Pattern ANY_VERSION = Pattern.compile("h3-any.*");

    /** The scenarios that begin with another version. */
    private static final Pattern DISCOVERY = Pattern.compile(".*alt-svc.*|" + ANY_VERSION);

    private static final Map<Jdk, ScenarioRun> WITH_AGENT = new HashMap<>();
    private static final Map<Jdk, ScenarioRun> WITHOUT_AGENT = new HashMap<>();
    private static final Map<Jdk, Set<String>> GATEWAY_ORIGINS = new HashMap<>();
    private static final Map<Jdk, ScenarioRun> UNAUTHORIZED = new HashMap<>();
    private static final Map<Jdk, FakeIdentity> RENEWING = new HashMap<>();
    private static final Map<Jdk, ScenarioRun> NOT_REPLAYED = new HashMap<>();
    private static final Map<Jdk, FakeIdentity> NOT_RENEWING = new HashMap<>();
    private static final Map<Jdk, ScenarioRun> WAITING = new HashMap<>();

    @BeforeAll
    static void runClients() throws Exception {
        assumeTrue(
                Http3Server.unavailability() == null,
                () -> "HTTP/3 has not been tested: no server for it on this machine, " + Http3Server.unavailability());
        assumeTrue(
                !jdks().isEmpty(),
                () -> "HTTP/3 has not been tested: none of " + Jdk.all() + " has it, but JDK "
                        + FIRST_RELEASE_WITH_HTTP_3 + " and later do");
        for (Jdk jdk : jdks()) {
            compare(jdk);
            reject(jdk);
            hold(jdk);
        }
    }

    private static void compare(Jdk jdk) throws Exception {
        try (World world = world()) {
            GATEWAY_ORIGINS.put(jdk, world.gatewayOrigins());
            WITH_AGENT.put(jdk, world.run(world.jvmWithAgent(jdk), COMPARED));
            WITHOUT_AGENT.put(jdk, world.run(world.jvm(jdk), COMPARED));
        }
    }

    /** Each scenario has a profile of its own, since a profile renews at most every 30 s. */
    private static void reject(Jdk jdk) throws Exception {
        List<String> profiles = Suite.UNAUTHORIZED_HTTP_3.tags();
        try (World world = world()) {
            RENEWING.put(jdk, world.identity());
            UNAUTHORIZED.put(jdk, world.run(world.jvmWithProfiles(jdk, profiles), Suite.UNAUTHORIZED_HTTP_3));
        }
        try (World world = world()) {
            NOT_RENEWING.put(jdk, world.identity());
            NOT_REPLAYED.put(
                    jdk,
                    world.run(
                            world.jvmWithProfiles(jdk, profiles).property("filevine.replay-unauthorized", "false"),
                            Suite.UNAUTHORIZED_HTTP_3));
        }
    }

    private static void hold(Jdk jdk) throws Exception {
        try (World world = world()) {
            world.identity().holdAnswers();
            WAITING.put(
                    jdk,
                    world.run(
                            world.jvmWithAgent(jdk)
                                    .property("filevine.token-wait", LONG)
                                    .property("filevine.exchange-timeout", LONG),
                            Suite.WAITING_HTTP_3));
            assertThat(world.identity().exchanges()).isEqualTo(1);
        }
    }

    private static World world() throws Exception {
        World world = new World();
        world.serveHttp3();
        return world;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void firmsOnOneHost_eachRequest_hasTheTokenOfTheOrganisationThatItNames(Jdk jdk) throws Exception {
        Map<String, String> firms = FirmsIT.firms(Suite.FIRMS_HTTP_3);
        try (World world = world()) {
            ScenarioRun run = world.run(world.jvmWithFirmsOnOneHost(jdk, firms), Suite.FIRMS_HTTP_3);

            run.result().assertHealthy();
            FirmsIT.FirmHits hits = new FirmsIT.FirmHits(run, Suite.FIRMS_HTTP_3, firms);
            hits.assertEachTokenIsOfTheOrganisationNamed();
            hits.assertFirms("each-in-turn", "7", "8", "7");
            hits.assertFirms("redirect-to-another-gateway", "8", "8");
            hits.assertFirmsOfItsOwn("rejected", 2);
            hits.assertFirms("unknown-organisation");
            hits.assertFirms("set-twice");
        }
    }

    static List<Jdk> jdks() {
        return Jdk.all().stream()
                .filter(jdk -> jdk.version() >= FIRST_RELEASE_WITH_HTTP_3)
                .collect(Collectors.toList());
    }

    static List<Arguments> compared() {
        return rows(tag -> true, COMPARED);
    }

    static List<Arguments> bodies() {
        Map<String, String> bodies = Map.of(
                "h3-get-with-body", "GET body of GET",
                "h3-delete-with-body", "DELETE body of DELETE",
                "h3-options-with-body", "OPTIONS body of OPTIONS",
                "h3-put", "PUT new",
                "h3-patch", "PATCH change",
                "h3-report", "REPORT what happened",
                "h3-post-string", "POST grüße",
                "h3-post-file", "POST from a file",
                "h3-post-stream", "POST stream",
                "h3-post-publisher", "POST published");
        return jdks().stream()
                .flatMap(jdk ->
                        bodies.entrySet().stream().map(entry -> Arguments.of(jdk, entry.getKey(), entry.getValue())))
                .collect(Collectors.toList());
    }

    static List<Arguments> http3Only() {
        return rows(
                tag -> !DISCOVERY.matcher(tag).matches()
                        && !UNSUCCESSFUL.matcher(tag).find(),
                COMPARED);
    }

    static List<Arguments> replayed() {
        return rows(tag -> tag.startsWith("h3-replayed-"), Suite.UNAUTHORIZED_HTTP_3);
    }

    /** Without those with an {@code Authenticator}: that has the JDK fail on a 401 that does not say what it asks for. */
    static List<Arguments> notReplayed() {
        return rows(
                tag -> tag.startsWith("h3-replayed-") && !tag.endsWith("-authenticator"), Suite.UNAUTHORIZED_HTTP_3);
    }

    static List<Arguments> left() {
        return rows(tag -> tag.startsWith("h3-left-"), Suite.UNAUTHORIZED_HTTP_3);
    }

    static List<Arguments> released() {
        return rows(Http3IT::isReleased, Suite.WAITING_HTTP_3);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("compared")
    void request_anyWay_looksTheSameToTheApplication(Jdk jdk, String tag) {
        assertThat(of(WITH_AGENT, jdk).report(tag))
                .isNotEmpty()
                .doesNotContainKey("stuck")
                .isEqualTo(of(WITHOUT_AGENT, jdk).report(tag));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("compared")
    void request_anyWay_succeedsUnlessItCanNot(Jdk jdk, String tag) {
        Collection<String> values = of(WITH_AGENT, jdk).report(tag).values();

        if (UNSUCCESSFUL.matcher(tag).find()) {
            assertThat(values).noneMatch(value -> value.startsWith("200"));
        } else {
            assertThat(values)
                    .anyMatch(value -> value.startsWith("200"))
                    .noneMatch(value -> value.contains("Exception"));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("compared")
    void request_anyWay_isTheSameOnTheWireButForTheToken(Jdk jdk, String tag) {
        assertThat(wire(of(WITH_AGENT, jdk), tag))
                .containsExactlyInAnyOrderElementsOf(wire(of(WITHOUT_AGENT, jdk), tag));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("compared")
    void request_anyWay_hasOneTokenForAGatewayHostAndNoneForOthers(Jdk jdk, String tag) {
        String expected = tag.contains("own-authorization") ? "(Basic|Bearer) own" : "Bearer fvtoken-main-1";

        assertThat(of(WITH_AGENT, jdk).hits(tag)).allSatisfy(hit -> {
            if (of(GATEWAY_ORIGINS, jdk).contains(hit.origin())) {
                assertThat(hit.header("Authorization"))
                        .singleElement()
                        .asString()
                        .matches(expected);
            } else {
                assertThat(hit.header("Authorization")).isEmpty();
            }
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("http3Only")
    void request_ofHttp3Only_isNeverSentOverAnotherVersion(Jdk jdk, String tag) {
        assertThat(of(WITH_AGENT, jdk).hits(tag))
                .extracting(Hit::protocol)
                .isNotEmpty()
                .containsOnly(HTTP_3);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bodies")
    void request_withABody_arrivesAsItWasSentWithTheToken(Jdk jdk, String tag, String methodAndBody) {
        assertThat(of(WITH_AGENT, jdk).hits(tag)).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.method() + " " + hit.body()).isEqualTo(methodAndBody);
            assertThat(hit.header("Authorization")).containsExactly("Bearer fvtoken-main-1");
        });
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void requests_toOneHost_shareAConnection(Jdk jdk) {
        assertThat(of(WITH_AGENT, jdk).hits("h3-same-request-twice")).hasSize(2);
        assertThat(of(WITH_AGENT, jdk).hits("h3-same-request-twice").stream()
                        .map(Hit::connection)
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void altSvc_ofTheFirstAnswer_takesTheSecondRequestToHttp3(Jdk jdk) {
        assertThat(protocols(of(WITH_AGENT, jdk), "h3-alt-svc")).containsExactly(HTTP_2, HTTP_3);
        assertThat(protocols(of(WITH_AGENT, jdk), "h3-alt-svc-after-http-1")).containsExactly("HTTP/1.1", HTTP_3);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void altSvc_andARedirectAwayAndBack_returnsOverHttp3(Jdk jdk) {
        assertThat(of(WITH_AGENT, jdk).hits("h3-alt-svc-away-and-back"))
                .extracting(hit -> hit.server() + " " + hit.protocol())
                .containsExactlyInAnyOrder(
                        "gateway " + HTTP_2, "gateway " + HTTP_3, "storage " + HTTP_2, "gateway " + HTTP_3);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anyVersion_whicheverIsChosen_isSentOnce(Jdk jdk) {
        for (String tag : List.of("h3-any", "h3-any-by-client")) {
            assertThat(of(WITH_AGENT, jdk).hits(tag)).extracting(Hit::body).containsExactly("first", "second", "third");
            assertThat(protocols(of(WITH_AGENT, jdk), tag)).isSubsetOf(HTTP_2, HTTP_3);
        }
        assertThat(protocols(of(WITH_AGENT, jdk), "h3-any-without-http-3")).containsExactly(HTTP_2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("replayed")
    void rejectedToken_repeatableBody_isReplayedOnceWithAFreshToken(Jdk jdk, String tag) {
        List<Hit> hits = gatewayHits(of(UNAUTHORIZED, jdk), tag);

        assertThat(of(UNAUTHORIZED, jdk).report(tag).get("answer")).startsWith("200 ");
        assertThat(hits)
                .extracting(hit -> hit.header("Authorization"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(values ->
                        assertThat(values).singleElement().asString().matches("Bearer fvtoken-" + tag + "-[0-9]+"));
        assertThat(hits.get(1).body()).isEqualTo(hits.get(0).body());
        assertThat(hits.get(1).method()).isEqualTo(hits.get(0).method());
        assertThat(hits).extracting(Hit::protocol).containsOnly(HTTP_3);
        assertThat(of(RENEWING, jdk).exchangesOf(tag)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("replayed")
    void rejectedToken_replayed_showsTheApplicationNoToken(Jdk jdk, String tag) {
        assertThat(of(UNAUTHORIZED, jdk).report(tag).values()).noneMatch(value -> value.contains("Bearer"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_andAltSvc_isReplayedOverTheVersionThatItWasRejectedOver(Jdk jdk) {
        assertDiscovered(jdk, "h3-discovered-after-replay", List.of("1 " + HTTP_2, "2 " + HTTP_2, "2 " + HTTP_3));
        assertDiscovered(jdk, "h3-discovered-before-replay", List.of("1 " + HTTP_2, "1 " + HTTP_3, "2 " + HTTP_3));
    }

    /**
     * @param expected which of the profile's tokens each request had, and its version
     */
    private static void assertDiscovered(Jdk jdk, String tag, List<String> expected) {
        List<Hit> hits = gatewayHits(of(UNAUTHORIZED, jdk), tag);
        List<List<String>> tokens =
                hits.stream().map(hit -> hit.header("Authorization")).distinct().collect(Collectors.toList());

        assertThat(of(UNAUTHORIZED, jdk).report(tag))
                .containsEntry("first", "200 POST:body")
                .containsEntry("second", "200 POST:body");
        assertThat(hits)
                .extracting(hit -> tokens.indexOf(hit.header("Authorization")) + 1 + " " + hit.protocol())
                .isEqualTo(expected);
        assertThat(tokens).allSatisfy(token -> assertThat(token).hasSize(1));
        assertThat(of(RENEWING, jdk).exchangesOf(tag)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("left")
    void rejectedToken_bodyThatCanNotBeRepeated_isTheApplications401(Jdk jdk, String tag) {
        assertThat(of(UNAUTHORIZED, jdk).report(tag).get("answer")).startsWith("401 ");
        assertThat(gatewayHits(of(UNAUTHORIZED, jdk), tag)).hasSize(1);
        assertThat(of(RENEWING, jdk).exchangesOf(tag)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_bodyFromAStream_asksTheApplicationForNoOther(Jdk jdk) {
        assertThat(of(UNAUTHORIZED, jdk).report("h3-left-stream")).containsEntry("opened", "1");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_everyTime_isReplayedOnceAndRenewedOnce(Jdk jdk) {
        assertThat(of(UNAUTHORIZED, jdk).report("h3-permanent").get("first")).startsWith("401 ");
        assertThat(of(UNAUTHORIZED, jdk).report("h3-permanent").get("second")).startsWith("401 ");
        assertThat(gatewayHits(of(UNAUTHORIZED, jdk), "h3-permanent"))
                .as("first, its replay, second")
                .hasSize(3);
        assertThat(of(RENEWING, jdk).exchangesOf("h3-permanent")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rejectedToken_manyRequestsAtOnce_shareOneExchange(Jdk jdk) {
        for (int i = 0; i < 20; i++) {
            assertThat(of(UNAUTHORIZED, jdk).report("h3-together").get("answer" + i))
                    .isEqualTo("200 GET:");
        }
        assertThat(of(RENEWING, jdk).exchangesOf("h3-together")).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("notReplayed")
    void rejectedToken_replaySwitchedOff_isTheApplications401(Jdk jdk, String tag) {
        assertThat(of(NOT_REPLAYED, jdk).report(tag).get("answer")).startsWith("401 ");
        assertThat(gatewayHits(of(NOT_REPLAYED, jdk), tag))
                .singleElement()
                .extracting(Hit::protocol)
                .isEqualTo(HTTP_3);
        assertThat(of(NOT_RENEWING, jdk).exchangesOf(tag)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("released")
    void request_beforeTheFirstToken_waitsAndSucceeds(Jdk jdk, String tag) {
        assertThat(of(WAITING, jdk).report(tag)).doesNotContainKeys("stuck", "thrown");
        assertThat(of(WAITING, jdk).report(tag).get("answer")).startsWith("200 ");
        assertThat(of(WAITING, jdk).hits(tag)).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.protocol()).isEqualTo(HTTP_3);
            assertThat(hit.header("Authorization")).containsExactly("Bearer fvtoken-main-1");
        });
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void requests_allOfThem_haveWaitedForTheToken(Jdk jdk) {
        assertThat(of(WAITING, jdk).report("release"))
                .containsEntry(
                        "waiting",
                        String.valueOf(Suite.WAITING_HTTP_3.tags().stream()
                                .filter(Http3IT::isReleased)
                                .count()));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void request_thatEndsWhileItWaits_isNeverSent(Jdk jdk) {
        assertThat(of(WAITING, jdk).report("h3-timeout"))
                .containsEntry("thrown", "java.net.http.HttpTimeoutException: request timed out");
        assertThat(of(WAITING, jdk).report("h3-interrupt")).containsEntry("thrown", "java.lang.InterruptedException");
        assertThat(of(WAITING, jdk).report("h3-cancel"))
                .containsEntry("cancelled", "true")
                .containsEntry("by cancellation", "true");
        assertThat(Stream.of("h3-timeout", "h3-interrupt", "h3-cancel")
                        .flatMap(tag -> of(WAITING, jdk).hits(tag).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void application_overHttp3_seesNoFaultOfTheAgent(Jdk jdk) {
        Stream.of(WITH_AGENT, UNAUTHORIZED, NOT_REPLAYED, WAITING)
                .forEach(runs -> of(runs, jdk).result().assertHealthy());
    }

    private static List<Arguments> rows(Predicate<String> filter, Suite... suites) {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : jdks()) {
            Stream.of(suites)
                    .flatMap(suite -> suite.tags().stream())
                    .filter(filter)
                    .forEach(tag -> rows.add(Arguments.of(jdk, tag)));
        }
        return rows;
    }

    private static boolean isReleased(String tag) {
        return !tag.matches("h3-(interrupt|timeout|cancel)");
    }

    private static List<String> wire(ScenarioRun run, String tag) {
        boolean isAnyVersion = ANY_VERSION.matcher(tag).matches();
        return run.hits(tag).stream()
                .map(Hit::withoutAuthorization)
                .map(hit -> isAnyVersion ? hit.replaceFirst(" HTTP/[23] ", " ") : hit)
                .collect(Collectors.toList());
    }

    private static List<String> protocols(ScenarioRun run, String tag) {
        return run.hits(tag).stream().map(Hit::protocol).collect(Collectors.toList());
    }

    private static List<Hit> gatewayHits(ScenarioRun run, String tag) {
        return run.hits(tag).stream()
                .filter(hit -> hit.server().equals("gateway"))
                .collect(Collectors.toList());
    }

    private static <T> T of(Map<Jdk, T> values, Jdk jdk) {
        return Objects.requireNonNull(values.get(jdk));
    }
}
