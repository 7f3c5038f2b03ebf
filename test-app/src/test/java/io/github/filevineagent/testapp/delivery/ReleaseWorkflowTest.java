package io.github.filevineagent.testapp.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Command.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What can be known of the release workflow before a tag sets it off. Its scripts run here as they stand there. */
@DisabledOnOs(OS.WINDOWS) // the scripts are for the workflow's Linux
class ReleaseWorkflowTest {
    private static final String TAG_STEP = "The tag is the version, and the change log has it";
    private static final String FILES_STEP = "The files and their checksums";

    @TempDir
    private Path directory;

    private final String text = Files.readString(Path.of("../.github/workflows/release.yml"));
    private final Map<?, ?> workflow = new Yaml().load(text);
    private final Map<?, ?> jobs = map(workflow.get("jobs"));

    ReleaseWorkflowTest() throws IOException {}

    @Test
    void actions_all_arePinnedToCommits() {
        List<String> actions = text.lines()
                .filter(line -> line.contains("uses:"))
                .map(String::strip)
                .collect(Collectors.toList());

        assertThat(actions)
                .isNotEmpty()
                .allMatch(action -> action.matches("- uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @Test
    void permissions_ofEachJob_areTheLeast() {
        assertThat(map(workflow.get("permissions"))).isEmpty();
        Map<Object, Object> permissions = new TreeMap<>();
        jobs.forEach((name, job) -> permissions.put(name, map(job).get("permissions")));
        assertThat(permissions)
                .isEqualTo(Map.of(
                        "build", Map.of("contents", "read", "id-token", "write", "attestations", "write"),
                        "central", Map.of("contents", "read"),
                        "github", Map.of("contents", "write")));
    }

    /** The job that builds and tests runs more code of others than any. */
    @Test
    void secrets_areOnlyWhereAMaintainerHasAgreed() {
        jobs.forEach((name, job) -> assertThat(job.toString().contains("secrets."))
                .as(name.toString())
                .isEqualTo(map(job).containsKey("environment")));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, v0.1.0, true",
        "1.2.3-rc.1, v1.2.3-rc.1, true",
        "0.1.0, v0.1.1, false",
        "0.1.0, 0.1.0, false",
        "0.1.0-SNAPSHOT, v0.1.0, false",
        "0.1.0-SNAPSHOT, v0.1.0-SNAPSHOT, false"
    })
    void tag_otherThanTheVersion_stopsTheRelease(String version, String tag, boolean accepted) throws Exception {
        writeProject(version, "## " + version + " - 2026-12-01\n\n- News.\n");

        Finished step = run("build", TAG_STEP, tag);

        assertThat(step.status() == 0).as(step.toString()).isEqualTo(accepted);
        if (!accepted) {
            assertThat(step.out()).contains("The tag is " + tag + ", and the version in pom.xml is " + version + ".");
        }
    }

    @Test
    void notes_areTheVersionsPartOfTheChangeLog() throws Exception {
        writeProject(
                "0.1.0",
                "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 0.1.0 - 2026-12-01\n\n### Added\n\n- News.\n\n## 0.0.9\n\n- Old.\n");

        Finished step = run("build", TAG_STEP, "v0.1.0");

        assertThat(step.status()).as(step.toString()).isZero();
        assertThat(directory.resolve("release/notes.md")).content().isEqualToNormalizingWhitespace("### Added - News.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"## Unreleased\n\n- News.\n", "## 0.1.0\n\n## 0.0.9\n\n- Old.\n"})
    void changeLog_withoutTheVersion_stopsTheRelease(String changeLog) throws Exception {
        writeProject("0.1.0", changeLog);

        Finished step = run("build", TAG_STEP, "v0.1.0");

        assertThat(step.status()).isEqualTo(1);
        assertThat(step.out()).contains("CHANGELOG.md has nothing below a heading ## 0.1.0.");
    }

    @Test
    void files_areThoseThatCiBuildsTwiceAndEachHasItsChecksum() throws Exception {
        Path built = Files.createDirectories(directory.resolve("agent/target"));
        Files.createDirectory(directory.resolve("release"));
        Set<String> expected = filesThatCiCompares();
        for (String file : expected) {
            Files.writeString(built.resolve(file), file);
        }
        Files.writeString(built.resolve("something-else.jar"), "");

        Finished step = run("build", FILES_STEP, "v0.1.0");

        assertThat(step.status()).as(step.toString()).isZero();
        Path files = directory.resolve("release/files");
        Set<String> summed = Files.readAllLines(files.resolve("SHA256SUMS")).stream()
                .map(line -> line.replaceFirst("^[0-9a-f]{64}  ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(summed).isEqualTo(expected);
        assertThat(bash("sha256sum --check SHA256SUMS", files, "").status()).isZero();
    }

    private static Set<String> filesThatCiCompares() throws IOException {
        String ci = Files.readString(Path.of("../.ci/run"));
        String files = Pattern.compile("\\(cd agent/target && sha256sum (.*)\\)\n}")
                .matcher(ci)
                .results()
                .map(place -> place.group(1))
                .findFirst()
                .orElseThrow();
        return new TreeSet<>(List.of(files.replace(
                        "filevine-agent-{sources,javadoc}.jar", "filevine-agent-sources.jar filevine-agent-javadoc.jar")
                .split(" ", -1)));
    }

    private void writeProject(String version, String changeLog) throws IOException {
        Files.writeString(directory.resolve("CHANGELOG.md"), changeLog);
        String pom = Files.readString(Path.of("../pom.xml"));
        Files.writeString(
                directory.resolve("pom.xml"),
                pom.replaceFirst("\n  <version>[^<]*</version>", "\n  <version>" + version + "</version>"));
    }

    private Finished run(String job, String name, String tag) throws IOException, InterruptedException {
        List<?> steps = (List<?>) Objects.requireNonNull(map(jobs.get(job)).get("steps"));
        String script = steps.stream()
                .map(ReleaseWorkflowTest::map)
                .filter(step -> name.equals(step.get("name")))
                .map(step -> String.valueOf(step.get("run")))
                .findFirst()
                .orElseThrow();
        return bash(script, directory, tag);
    }

    /** As GitHub starts it. */
    private static Finished bash(String script, Path in, String tag) throws IOException, InterruptedException {
        return Command.of(List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script))
                .in(in)
                .environment(Map.of("PATH", System.getenv("PATH"), "GITHUB_REF_NAME", tag))
                .run();
    }

    private static Map<?, ?> map(@Nullable Object object) {
        return (Map<?, ?>) Objects.requireNonNull(object);
    }
}
