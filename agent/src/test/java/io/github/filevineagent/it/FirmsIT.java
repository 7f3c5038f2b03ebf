package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several firms on the same gateway hosts, each with its own PAT: what the gateway sees of each request. */
class FirmsIT extends InWorld {
    private static final List<String> ODD =
            List.of("empty", "set-twice", "set-twice-to-the-same", "several-in-one", "leading-zeros");

    @ParameterizedTest
    @MethodSource("jdks")
    void firmsOnOneHost_eachRequest_hasTheTokenOfTheOrganisationThatItNames(Jdk jdk) throws Exception {
        Map<String, String> firms = firms(Suite.FIRMS);

        ScenarioRun run = world.run(world.jvmWithFirmsOnOneHost(jdk, firms), Suite.FIRMS);

        run.result().assertHealthy();
        FirmHits hits = new FirmHits(run, Suite.FIRMS, firms);
        hits.assertEachTokenIsOfTheOrganisationNamed();
        hits.assertFirms("each-in-turn", "7", "8", "7");
        hits.assertFirms("other-case-of-the-name", "8");
        hits.assertFirms("blanks-around", "8");
        hits.assertFirms("post", "8");
        hits.assertFirms("redirect-to-another-gateway", "8", "8");
        hits.assertFirms("redirect-to-storage-and-back", "8", FirmHits.NO_TOKEN, "8");
        hits.assertFirms("redirect-that-turns-a-post-into-a-get", "8", "8");
        hits.assertFirms("own-authorization", FirmHits.OWN);
        hits.assertFirmsOfItsOwn("rejected", 2);
        hits.assertFirmsOfItsOwn("rejected-for-good", 2);
        hits.assertAtOnce();
        hits.assertFirms("one-request-object-for-two-firms", "7", "8", "7");
        hits.assertFirms("web-socket", "8");
        // The application's password has its turn when a fresh token was refused, too.
        hits.assertFirms("changed-by-an-authenticator", "8", "8", FirmHits.OWN);
        // Nobody is the default, and nobody is without an organisation.
        hits.assertFirms("no-organisation");
        hits.assertFirms("redirect-without-organisation");
        hits.assertFirms("unknown-organisation");
        hits.assertFirms("web-socket-of-an-unknown-organisation");
        ODD.forEach(hits::assertFirms);
        hits.assertReport("rejected", "answer", "200");
        hits.assertReport("rejected-for-good", "answer", "401");
        hits.assertThrown(
                "unknown-organisation",
                "No valid Filevine access token for the request to api.filevine.test: no profile of this host has the"
                        + " organisation 9. Add one with filevine.profile.NAME.org-id=9 and its own pat-file, and name it"
                        + " in filevine.profiles.");
        hits.assertThrown("no-organisation", "it has no x-fv-orgid, and several organisations share the host.");
        ODD.forEach(scenario -> hits.assertThrown(scenario, "No valid Filevine access token for the request to "));
        assertThat(run.result().agentLines().stream().filter(line -> line.contains("has the organisation 9.")))
                .as("one warning, however many requests")
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void firmsWithAProfileForAllOthers_eachRequest_hasItsOwnTokenOrThatProfiles(Jdk jdk) throws Exception {
        Map<String, String> firms = firms(Suite.FIRMS);
        firms.put("others", "");

        ScenarioRun run = world.run(
                world.jvmWithFirmsOnOneHost(jdk, firms).property("filevine.when-unavailable", "pass"), Suite.FIRMS);

        run.result().assertHealthy();
        FirmHits hits = new FirmHits(run, Suite.FIRMS, firms);
        hits.assertEachTokenIsOfTheOrganisationNamed();
        hits.assertFirms("each-in-turn", "7", "8", "7");
        hits.assertFirms("no-organisation", "");
        hits.assertFirms("redirect-without-organisation", "", "");
        hits.assertFirms("unknown-organisation", "");
        hits.assertFirms("one-request-object-for-two-firms", "7", "8", "", "7");
        ODD.forEach(scenario -> hits.assertFirms(scenario, FirmHits.NO_TOKEN));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void firmsAndADefaultProfile_requestThatNamesNone_isTheDefaults(Jdk jdk) throws Exception {
        Map<String, String> firms = firms(Suite.FIRMS);
        ForkedJvm jvm =
                world.configured(world.jvmWithFirmsOnOneHost(jdk, firms)).property("filevine.org-id", "5");
        firms.put("main", "5");

        ScenarioRun run = world.run(jvm, Suite.FIRMS);

        run.result().assertHealthy();
        FirmHits hits = new FirmHits(run, Suite.FIRMS, firms);
        hits.assertEachTokenIsOfTheOrganisationNamed();
        hits.assertFirms("each-in-turn", "7", "8", "7");
        hits.assertFirms("no-organisation", "5");
        hits.assertFirms("redirect-without-organisation", "5", "5");
        hits.assertFirms("unknown-organisation");
    }

    /** Returns name and organisation of each firm, among them those that the scenarios want for themselves. */
    static Map<String, String> firms(Suite suite) {
        Map<String, String> firms = new LinkedHashMap<>();
        firms.put("seven", "7");
        firms.put("eight", "8");
        for (String tag : suite.tags().stream()
                .filter(tag -> tag.endsWith("-rejected") || tag.endsWith("-rejected-for-good"))
                .collect(Collectors.toList())) {
            firms.put(tag, tag);
        }
        return firms;
    }

    /** The requests that reached the servers, each with the firm whose token it had. Immutable. */
    static final class FirmHits {
        static final String NO_TOKEN = "no token";
        static final String OWN = "the application's";

        private final ScenarioRun run;
        private final Suite suite;
        private final Map<String, String> firms;

        FirmHits(ScenarioRun run, Suite suite, Map<String, String> firms) {
            this.run = run;
            this.suite = suite;
            this.firms = Map.copyOf(firms);
        }

        void assertEachTokenIsOfTheOrganisationNamed() {
            for (String tag : suite.tags()) {
                assertThat(run.hits(tag)).allSatisfy(hit -> {
                    String firm = firmOf(hit);
                    if (hit.server().equals("storage")) {
                        assertThat(firm).as(hit.toString()).isEqualTo(NO_TOKEN);
                    } else if (firm.isEmpty()) {
                        // The profile without an organisation has what is of none of the others.
                        assertThat(hit.header("x-fv-orgid"))
                                .as(hit.toString())
                                .hasSizeLessThanOrEqualTo(1)
                                .doesNotContainAnyElementsOf(firms.values());
                    } else if (!firm.equals(NO_TOKEN) && !firm.equals(OWN)) {
                        assertThat(hit.header("x-fv-orgid")).as(hit.toString()).containsExactly(firm);
                    }
                });
            }
        }

        /** Checks whose token each of the requests had, with every client and protocol. */
        void assertFirms(String scenario, String... expected) {
            for (String tag : tags(scenario)) {
                assertThat(run.hits(tag))
                        .as(tag + " " + run.report(tag))
                        .extracting(this::firmOf)
                        .containsExactlyInAnyOrder(expected);
            }
        }

        /** Checks that so many requests had tokens of the firm that is called like the scenario, each another one. */
        void assertFirmsOfItsOwn(String scenario, int requests) {
            for (String tag : tags(scenario)) {
                assertThat(run.hits(tag))
                        .as(tag + " " + run.report(tag))
                        .hasSize(requests)
                        .allSatisfy(hit -> assertThat(firmOf(hit)).isEqualTo(tag))
                        .extracting(hit -> hit.header("Authorization"))
                        .doesNotHaveDuplicates();
            }
        }

        void assertAtOnce() {
            for (String tag : tags("at-once")) {
                // The JDK sends a request once more by itself where a connection that it has kept is gone.
                assertThat(run.hits(tag))
                        .allSatisfy(hit -> assertThat(hit.target()).endsWith("-" + firmOf(hit)));
                assertThat(run.hits(tag).stream().map(Hit::target).distinct()).hasSize(60);
                assertThat(run.report(tag)).containsEntry("answer", "200");
            }
        }

        void assertReport(String scenario, String key, String value) {
            for (String tag : tags(scenario)) {
                assertThat(run.report(tag)).as(tag).containsEntry(key, value);
            }
        }

        void assertThrown(String scenario, String message) {
            for (String tag : tags(scenario)) {
                assertThat(run.report(tag).toString()).as(tag).contains(message);
            }
        }

        private List<String> tags(String scenario) {
            List<String> tags = suite.tags().stream()
                    .filter(tag -> tag.substring(tag.indexOf('-') + 1).equals(scenario))
                    .collect(Collectors.toList());
            assertThat(tags.isEmpty() && !suite.name().endsWith("HTTP_3"))
                    .as(scenario)
                    .isFalse();
            return tags;
        }

        /** Returns the organisation of the firm whose token a request had. */
        private String firmOf(Hit hit) {
            List<String> values = hit.header("Authorization");
            if (values.isEmpty()) {
                return NO_TOKEN;
            }
            assertThat(values).as(hit.toString()).hasSize(1);
            String value = values.get(0);
            if (!value.startsWith("Bearer fvtoken-")) {
                return OWN;
            }
            String name = value.substring("Bearer fvtoken-".length(), value.lastIndexOf('-'));
            assertThat(firms).as(hit.toString()).containsKey(name);
            return String.valueOf(firms.get(name));
        }
    }
}
