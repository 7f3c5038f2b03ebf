package io.github.filevineagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README, and the documents that it leads to, say what the code says: the settings, the messages, the reasons. */
class ReadmeTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern MESSAGE = Pattern.compile("\\blog\\.(?:error|warn|info)\\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern REASON =
            Pattern.compile("(?:passing|failure|refused|refusal|transientFailure)\\(\\s*\"([a-z_]+)\"");
    private static final Pattern STEP_REASON =
            Pattern.compile("Step\\.(?:failed|warning|skipped)\\(\\s*[^,]+,\\s*\"([a-z_]+)\"");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final String README = read(Path.of("../README.md"));
    private static final String TROUBLESHOOTING = read(Path.of("../.github/TROUBLESHOOTING.md"));
    private static final String OPERATIONS = read(Path.of("../.github/OPERATIONS.md"));

    @Test
    void readme_configuration_isTheTableOfTheCode() {
        assertThat(README).contains(String.join("\n", Setting.markdown()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void troubleshooting_messages_haveEachOfTheCode(String message) {
        assertThat(documentedParts())
                .as("parts in the documents of: " + message)
                .anyMatch(message::contains);
    }

    @ParameterizedTest
    @MethodSource("documentedParts")
    void troubleshooting_messages_areAllInTheCode(String part) {
        assertThat(sources()).as("sources").anyMatch(source -> source.contains(part));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void documents_reasons_haveEachOfTheCode(String reason) {
        String documented = reason.endsWith("_") ? reason + "NNN" : reason;
        assertThat(TROUBLESHOOTING + OPERATIONS).as("reasons").contains("`" + documented + "`");
    }

    /** The literal parts of each message that is more than what a variable holds. */
    static List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (String source : sources()) {
            Matcher call = MESSAGE.matcher(source);
            while (call.find()) {
                String literals = LITERAL.matcher(call.group(1))
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.joining(" … "));
                if (literals.length() > 8) {
                    messages.add(literals);
                }
            }
        }
        assertThat(messages).hasSizeGreaterThan(10);
        return messages;
    }

    /** What the first column of the table of messages quotes. */
    static List<String> documentedParts() {
        int start = TROUBLESHOOTING.indexOf("| message | ");
        String table = TROUBLESHOOTING.substring(start, TROUBLESHOOTING.indexOf("\n\n", start));
        return DOCUMENTED
                .matcher(table)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toList());
    }

    static Set<String> reasons() {
        Set<String> reasons = new TreeSet<>();
        for (String source : sources()) {
            REASON.matcher(source).results().forEach(result -> reasons.add(result.group(1)));
            STEP_REASON.matcher(source).results().forEach(result -> reasons.add(result.group(1)));
        }
        assertThat(reasons).hasSizeGreaterThan(10);
        return reasons;
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReadmeTest::read)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
