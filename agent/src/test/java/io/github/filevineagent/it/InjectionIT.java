package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.support.Jdk;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way of using the two clients: the token goes to the gateway hosts and nowhere else, and neither the application nor
 * anybody else sees a difference.
 */
class InjectionIT {

    /** The scenarios whose outcome is not 200, with or without the agent. */
    private static final Pattern UNSUCCESSFUL =
            Pattern.compile("rejected|refused|timeout|cancelled|interrupted|circular"
                    + "|without-password|disconnect-without-request|identity-host|url-redirect-(308|.*downgrade)");

    static List<Arguments> scenarios() {
        return Comparison.scenarios();
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void request_anyWay_looksTheSameToTheApplication(Jdk jdk, String tag) {
        Comparison comparison = Comparison.on(jdk);

        assertThat(comparison.withAgent().report(tag))
                .isNotEmpty()
                .doesNotContainKey("stuck")
                .isEqualTo(comparison.withoutAgent().report(tag));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void request_anyWay_succeedsUnlessItCanNot(Jdk jdk, String tag) {
        Collection<String> values = Comparison.on(jdk).withAgent().report(tag).values();

        if (UNSUCCESSFUL.matcher(tag).find()) {
            assertThat(values).noneMatch(InjectionIT::isSuccess);
        } else {
            assertThat(values).anyMatch(InjectionIT::isSuccess).noneMatch(value -> value.contains("Exception"));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void request_anyWay_isTheSameOnTheWireButForTheToken(Jdk jdk, String tag) {
        Comparison comparison = Comparison.on(jdk);

        assertThat(comparison.withAgent().hits(tag))
                .extracting(Hit::withoutAuthorization)
                .containsExactlyInAnyOrderElementsOf(comparison.withoutAgent().hits(tag).stream()
                        .map(Hit::withoutAuthorization)
                        .collect(Collectors.toList()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void request_anyWay_hasOneTokenForAGatewayHostAndNoneForOthers(Jdk jdk, String tag) {
        Comparison comparison = Comparison.on(jdk);
        String expected = tag.contains("own-authorization") ? "(Basic|Bearer) own" : "Bearer fvtoken-main-1";

        assertThat(comparison.withAgent().hits(tag)).allSatisfy(hit -> {
            List<String> authorization = hit.header("Authorization");
            boolean readByProxy =
                    tag.matches("(url|h[12])-proxy.*") && hit.server().equals("plain");
            if (comparison.gatewayOrigins().contains(hit.origin()) && !readByProxy) {
                assertThat(authorization).singleElement().asString().matches(expected);
            } else {
                assertThat(authorization).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void plainHttp_throughAProxy_isWarnedOfOnce(Jdk jdk) {
        assertThat(Comparison.on(jdk).withAgent().result().agentLines())
                .filteredOn(line -> line.contains("go through the proxy"))
                .singleElement()
                .asString()
                .matches("warn: Requests to http://localhost:[0-9]+ go through the proxy localhost:[0-9]+, .*");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void request_toTheIdentityHost_hasNoToken(Jdk jdk) {
        assertThat(Comparison.on(jdk).authorizationAtIdentity()).containsOnly(List.of());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void connect_proxy_carriesNoToken(Jdk jdk) {
        assertThat(Comparison.on(jdk).proxyHeads().stream()
                        .filter(head -> head.startsWith("CONNECT"))
                        .collect(Collectors.toList()))
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(head -> assertThat(head).doesNotContain("Bearer"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void application_withAgent_endsWithoutAFaultOfTheAgent(Jdk jdk) {
        Comparison.on(jdk).withAgent().result().assertHealthy();
    }

    /** Http is allowed because it stays on the machine, which what goes to a proxy does not. */
    private static boolean isSuccess(String value) {
        return value.startsWith("200") || value.equals("hello");
    }
}
