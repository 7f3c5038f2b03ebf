package io.github.filevineagent.testapp.integration;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The point of the plain program is what is not in it. */
class PlainProgramSourcesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/filevineagent/testapp/integration");

    static List<Path> sources() throws Exception {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void source_anyOfTheProgram_hasNoWordAboutAuthentication(Path source) throws Exception {
        assertThat(readString(source).lines())
                .noneMatch(line -> line.matches("(?i).*(token|authoriz|authentic|bearer|credential|401|login).*"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void source_anyOfTheProgram_importsNothingElseOfThisProject(Path source) throws Exception {
        assertThat(readString(source).lines()).noneMatch(line -> line.startsWith("import io.github.filevineagent"));
    }
}
