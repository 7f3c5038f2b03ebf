package io.github.filevineagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents are found from the README's first screen, lead to one another, and are as long as their readers bear. */
class DocumentsTest {
    private static final Path README = Path.of("../README.md");
    private static final Path FOLDER = Path.of("../.github");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern MAVEN = Pattern.compile("^mvn .*$", Pattern.MULTILINE);
    private static final Pattern FIGURE = Pattern.compile("[\\d,.]+ (?:ms|ns|MiB)(?: / [\\d,.]+ (?:ms|ns))?");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final int FIRST_SCREEN = 30;

    @Test
    void readme_length_isForThoseWhoComeForTheFirstTime() throws IOException {
        assertThat(Files.readAllLines(README))
                .hasSizeLessThanOrEqualTo(250)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(800));
    }

    @Test
    void readme_firstScreen_leadsToEachDocument() throws IOException {
        String screen = Files.readAllLines(README).stream().limit(FIRST_SCREEN).collect(Collectors.joining("\n"));

        assertThat(List.of("TROUBLESHOOTING", "OPERATIONS", "PROFILES", "CONTRIBUTING"))
                .allSatisfy(document -> assertThat(screen).contains("(.github/" + document + ".md)"));
    }

    /** Those that start the application, and {@code check}, are run by {@code DeliveryIT}. */
    @Test
    void readme_mavenCommands_areRunByCi() throws IOException {
        List<String> ci = Files.readAllLines(Path.of("../.ci/run")).stream()
                .map(String::strip)
                .collect(Collectors.toList());

        List<String> commands = all(MAVEN, Files.readString(README)).stream()
                .map(MatchResult::group)
                .collect(Collectors.toList());

        assertThat(commands)
                .hasSizeGreaterThan(1)
                .allSatisfy(command -> assertThat(ci).contains(command));
    }

    @Test
    void readme_costs_areFiguresOfTheWholeTable() throws IOException {
        String readme = Files.readString(README);
        String costs = readme.substring(readme.indexOf("## What it costs"), readme.indexOf("## Security"));
        String all = Files.readString(FOLDER.resolve("OPERATIONS.md"));

        assertThat(all(FIGURE, costs))
                .hasSizeGreaterThan(5)
                .allSatisfy(figure -> assertThat(all).contains(figure.group()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_ofEachDocument_leadSomewhere(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        for (MatchResult link : all(LINK, Files.readString(document))) {
            Path target = link.group(1).isEmpty()
                    ? document
                    : Objects.requireNonNull(document.getParent()).resolve(link.group(1));
            String place = link.group(2);
            if (!Files.exists(target)
                    || (place != null && !places(Files.readString(target)).contains(place))) {
                broken.add(link.group());
            }
        }

        assertThat(broken).isEmpty();
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> others = Files.list(FOLDER)) {
            return Stream.concat(Stream.of(README, Path.of("../CHANGELOG.md")), others)
                    .filter(file -> file.toString().endsWith(".md"))
                    .collect(Collectors.toList());
        }
    }

    /** What GitHub makes of the headings. */
    private static List<String> places(String text) {
        return all(HEADING, text).stream()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toList());
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().collect(Collectors.toList());
    }
}
