package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gateway hosts that nobody wrote down one by one: a region's, and those below a wildcard. */
@Tag(SAME_ON_EVERY_JDK)
class GatewayHostsIT extends InWorld {
    private static final List<String> BELOW_WILDCARD =
            List.of("lower-case", "upper-case-host", "upper-case-scheme", "user-info");

    static List<Arguments> regions() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            rows.add(Arguments.of(jdk, "", "identity.filevine.io", "api.filevineapp.com"));
            rows.add(Arguments.of(jdk, "us", "identity.filevine.io", "api.filevine.io"));
            rows.add(Arguments.of(jdk, "ca", "identity.filevineapp.ca", "api.filevineapp.ca"));
            rows.add(Arguments.of(jdk, "cjis", "identity.filevinegov.com", "api.filevinegov.com"));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("regions")
    void region_nothingElseConfigured_exchangesAtItsIdentityServerForItsGateway(
            Jdk jdk, String region, String identity, String gateway) throws Exception {
        ScenarioRun run = world.run(inRegion(jdk, region, gateway), Suite.ONE_REQUEST, Suite.ONE_REQUEST_HTTP_2);

        run.assertAuthorized(Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST_HTTP_2);
        assertThat(run.hits("h2-get")).extracting(Hit::origin).containsExactly("https://" + gateway);
        assertThat(connectsOf())
                .as("all that has gone out")
                .containsOnly("CONNECT " + identity + ":443 HTTP/1.1", "CONNECT " + gateway + ":443 HTTP/1.1");
        assertThat(world.filevineProxy().heads("CONNECT").toString()).doesNotContainIgnoringCase("authorization");
        assertThat(world.identity().exchanges()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void region_requestToAnotherRegionsGateway_hasNoToken(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(inRegion(jdk, "ca", "api.filevineapp.com"), Suite.ONE_REQUEST);

        assertUnauthorized(run);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void wildcard_hostsBelow_areGatewaysAndLookalikesAreNot(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(withWildcard(jdk), Suite.ADDRESS);

        run.result().assertHealthy();
        for (String tag : Suite.ADDRESS.tags()) {
            boolean below = BELOW_WILDCARD.contains(tag.substring(tag.indexOf('-') + 1));
            assertThat(run.hits(tag))
                    .as(tag)
                    .allSatisfy(hit -> assertThat(hit.header("Authorization"))
                            .isEqualTo(below ? List.of("Bearer fvtoken-main-1") : List.of()));
            assertThat(run.hits(tag)).as(tag).hasSize(tag.endsWith("identity-host") ? 0 : 1);
        }
        assertThat(world.identity().authorizationOfStrays()).hasSize(3).containsOnly(List.of());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void wildcard_hostFurtherBelow_isAGateway(Jdk jdk) throws Exception {
        world.run(withWildcard(jdk).property("world.gateway", at("deep.api.filevine.test")), Suite.ONE_REQUEST)
                .assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void wildcard_domainItself_isNoGateway(Jdk jdk) throws Exception {
        assertUnauthorized(
                world.run(withWildcard(jdk).property("world.gateway", at("filevine.test")), Suite.ONE_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void gatewayHost_requestsToAnotherPortOfIt_areWarnedOfOnce(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk)
                .property("filevine.gateway-hosts", "deep.api.filevine.test")
                .property("world.gateway", at("deep.api.filevine.test"));

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        assertUnauthorized(run);
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.startsWith("warn:"))
                .containsExactly("warn: Requests to " + at("deep.api.filevine.test")
                        + " get no token: the gateway host is configured as https://deep.api.filevine.test, with another"
                        + " scheme or port. Correct the address that the application calls, or gateway-hosts.");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void gatewayHost_debug_tellsEachDecisionOnce(Jdk jdk) throws Exception {
        ForkedJvm jvm = world.jvmWithAgent(jdk).property("filevine.log-level", "debug");

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST, Suite.ONE_REQUEST_HTTP_2);

        run.assertAuthorized(Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST_HTTP_2);
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.startsWith("debug: requests to "))
                .containsExactly("debug: requests to " + world.address("gateway")
                        + ": a gateway host, so they go with the token of profile default.");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void wildcard_thatCoversTheIdentityServer_givesItNoToken(Jdk jdk) throws Exception {
        ForkedJvm jvm =
                inRegion(jdk, "ca", "identity.filevineapp.ca").property("filevine.gateway-hosts", "*.filevineapp.ca");

        world.run(jvm, Suite.ONE_REQUEST).result().assertHealthy();

        assertThat(world.identity().authorizationOfStrays()).hasSize(2).containsOnly(List.of());
    }

    private ForkedJvm inRegion(Jdk jdk, String region, String gateway) throws Exception {
        ForkedJvm jvm = world.jvmWithPresets(jdk).property("world.gateway", "https://" + gateway);
        return region.isEmpty() ? jvm : jvm.property("filevine.region", region);
    }

    private ForkedJvm withWildcard(Jdk jdk) throws Exception {
        return world.jvmWithAgent(jdk).property("filevine.gateway-hosts", at("*.filevine.test"));
    }

    /** Returns the address of a host on the gateway's port. */
    private String at(String host) {
        return "https://" + host + ":" + URI.create(world.address("gateway")).getPort();
    }

    private List<String> connectsOf() {
        return world.filevineProxy().heads("").stream()
                .map(head -> head.lines().findFirst().orElse(""))
                .collect(Collectors.toList());
    }

    private static void assertUnauthorized(ScenarioRun run) {
        run.result().assertHealthy();
        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.hits(tag))
                    .singleElement()
                    .extracting(hit -> hit.header("Authorization"))
                    .isEqualTo(List.of());
        }
    }
}
