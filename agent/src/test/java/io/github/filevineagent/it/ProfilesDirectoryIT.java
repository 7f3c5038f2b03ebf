package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.LiveFirms;
import io.github.filevineagent.it.client.Plain;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A vendor's JVM whose firms are files, which come, change, break, are mended and go while it serves them. */
class ProfilesDirectoryIT extends InWorld {
    private static final String BEARER = "Bearer fvtoken-";

    @ParameterizedTest
    @MethodSource("jdks")
    void firms_comeChangeBreakAndGo_eachRequestHasTheTokenOfTheOrganisationThatItNames(Jdk jdk) throws Exception {
        Path firms = Files.createDirectory(world.directory().resolve("firms"));
        Path template =
                Files.writeString(world.directory().resolve("template"), world.firmFile("NAME", "ORGANISATION"));
        Files.writeString(firms.resolve("seven.properties"), world.firmFile("seven", "7"));
        Files.writeString(firms.resolve("eight.properties"), world.firmFile("eight", "8"));

        ScenarioRun run = world.runMain(
                world.jvmWithProfilesDirectory(jdk, firms), LiveFirms.class, firms.toString(), template.toString());

        JvmResult result = run.result();
        result.assertHealthy();
        Map<String, String> report = result.report("live");
        assertThat(report)
                .as(result.toString())
                .containsEntry("first", "200")
                .containsEntry("counts-on", "true")
                .containsEntry("failed-before", "0")
                .containsEntry("beans", "[nine, seven]");
        for (String phase : List.of("come", "changed", "broken", "mended")) {
            assertThat(report)
                    .containsEntry(phase + "-http-client", "200")
                    .containsEntry(phase + "-url-connection", "200");
        }
        assertThat(report.get("failed")).as("of the firm that nobody touched").doesNotContain("7=");
        for (String tag : List.of("first", "load", "await", "come", "changed", "broken", "mended", "gone")) {
            assertThat(run.hits(tag)).allSatisfy(ProfilesDirectoryIT::assertTokenIsOfTheOrganisationNamed);
        }
        assertFirm(run, "come", "nine");
        assertFirm(run, "changed", "eight-b");
        assertFirm(run, "broken", "nine");
        assertFirm(run, "mended", "nine-b");
        assertThat(run.hits("gone")).isEmpty();
        assertThat(report.get("gone-url-connection"))
                .isEqualTo(report.get("gone-http-client"))
                .isEqualTo(
                        "No valid Filevine access token for the request to api.filevine.test: no profile of this host has"
                                + " the organisation 8. Add a file NAME.properties with org-id=8 and its own pat-file to "
                                + firms
                                + " (filevine.profiles-dir).");
        assertLines(result.agentLines(), firms);
    }

    private static void assertTokenIsOfTheOrganisationNamed(Hit hit) {
        List<String> organisation = hit.header("x-fv-orgid");
        String expected =
                Map.of("7", "seven", "8", "eight", "9", "nine").getOrDefault(organisation.get(0), organisation.get(0));
        assertThat(organisation).hasSize(1);
        assertThat(hit.header("Authorization"))
                .as(hit.toString())
                .singleElement()
                .asString()
                .matches(BEARER + expected + "(-b)?-\\d+");
    }

    private static void assertFirm(ScenarioRun run, String tag, String pat) {
        assertThat(run.hits(tag))
                .as(tag)
                .hasSize(2)
                .allSatisfy(hit -> assertThat(hit.header("Authorization"))
                        .singleElement()
                        .asString()
                        .matches(BEARER + pat + "-\\d+"));
    }

    private static void assertLines(List<String> lines, Path firms) {
        assertThat(lines)
                .anyMatch(line -> line.contains("is active. Profile eight: ") && line.contains("Profile seven: "))
                .contains(
                        "filevine.profiles-dir: new profiles: nine.",
                        "filevine.profiles-dir: profiles that are gone, and their tokens with them: eight.",
                        "filevine.profiles-dir: nothing is wrong any more with " + firms.resolve("nine.properties")
                                + ".")
                .anyMatch(
                        line -> line.startsWith("filevine.profiles-dir: changed profiles, ") && line.contains("eight"));
        assertThat(lines)
                .filteredOn(line -> line.contains("nine.properties") && line.startsWith("warn: "))
                .as("one line, and none for the halves of files")
                .singleElement()
                .asString()
                .startsWith("warn: pat (file " + firms.resolve("nine.properties") + "): is empty; accepted: ")
                .endsWith("(and 1 more, which 'check' shows). The profile goes on as it was before.");
    }

    /** It may come later, as a volume that is not mounted yet. */
    @ParameterizedTest
    @MethodSource("jdks")
    void start_missingDirectory_isOneLineAndNothingElse(Jdk jdk) throws Exception {
        Path missing = world.directory().resolve("missing");

        ScenarioRun run = world.run(world.jvmWithProfilesDirectory(jdk, missing), Suite.ONE_REQUEST);

        run.result().assertHealthy();
        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.hits(tag))
                    .singleElement()
                    .extracting(hit -> hit.header("Authorization"))
                    .isEqualTo(List.of());
        }
        assertThat(run.result().agentLines())
                .filteredOn(line -> line.startsWith("warn: "))
                .containsExactly("warn: filevine.profiles-dir: " + missing
                        + " does not exist. There are no profiles from it" + " before it can be read.");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_noDirectory_loadsNothingThatIsForOne(Jdk jdk) throws Exception {
        JvmResult result =
                world.jvmWithAgent(jdk).option("-Xlog:class+load:stdout").runMain(Plain.class.getName());

        assertThat(result.out())
                .as(result.err())
                .contains("io.github.filevineagent.config.ConfigReader ")
                .doesNotContain(
                        "config.ProfilesDirectory",
                        "config.ProfileFile",
                        "config.ProfilesNews",
                        "config.Newcomers",
                        "config.Folder",
                        "config.DiskFolder",
                        "startup.ProfilesWatch");
    }
}
