package io.github.filevineagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JDKs that the README says the agent is tested on are those on which CI and the workflow test it. */
class TestedJdksTest {
    private static final String README = read("../README.md");
    private static final String WORKFLOW = read("../.github/workflows/build.yml");
    private static final String CI = read("../.ci/run");

    @Test
    void workflow_matrix_isTheReadmesTable() {
        assertThat(numbers(only(WORKFLOW, "^ +jdk: \\[(.*)]$"))).isEqualTo(inReadme());
    }

    /** It asks the packages which release is the newest, and says so where that is not in the README. */
    @Test
    void ci_lists_areTheReadmesTableButForTheNewest() {
        List<Integer> releases = new ArrayList<>(numbers(only(CI, "^thorough=\\((.*)\\)$")));
        releases.addAll(numbers(only(CI, "^others=\\((.*)\\)$")));

        List<Integer> readme = inReadme();
        int newest = readme.get(readme.size() - 1);
        assertThat(releases).allMatch(release -> release < newest);
        releases.add(newest);
        assertThat(releases).containsExactlyInAnyOrderElementsOf(readme);
    }

    @Test
    void earlyAccess_everywhere_isOfTheReleaseAfterTheNewest() {
        List<Integer> readme = inReadme();
        String next = String.valueOf(readme.get(readme.size() - 1) + 1);

        assertThat(only(README, "^\\| (\\d+), early access ")).isEqualTo(next);
        assertThat(only(WORKFLOW, "^ +(\\d+)-ea$")).isEqualTo(next);
        assertThat(only(WORKFLOW, "-Dtest\\.jdks=" + next + "$()")).isEmpty();
    }

    @Test
    void readme_table_hasTheOldestThatTheAgentIsFor() {
        assertThat(inReadme()).first().isEqualTo(11);
    }

    private static List<Integer> inReadme() {
        int start = README.indexOf("| JDK | ");
        return Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE)
                .matcher(README.substring(start, README.indexOf("\n\n", start)))
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .collect(Collectors.toList());
    }

    private static List<Integer> numbers(String list) {
        return Stream.of(list.split("[ ,]+", -1)).map(Integer::valueOf).collect(Collectors.toList());
    }

    /** Returns the one group of the only place that matches. */
    private static String only(String text, String line) {
        List<String> found = Pattern.compile(line, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toList());
        assertThat(found).as(line).hasSize(1);
        return found.get(0);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
