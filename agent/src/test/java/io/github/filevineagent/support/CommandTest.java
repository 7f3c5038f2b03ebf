package io.github.filevineagent.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    @TempDir
    Path directory;

    @Test
    void run_toItsEnd_hasStatusAndBothOutputs() throws Exception {
        Command.Finished finished = Command.of(words("one", "two")).run();

        assertThat(finished.status()).isEqualTo(7);
        assertThat(finished.outLines()).contains("arguments [one, two]");
        assertThat(finished.errLines()).containsExactly("to standard error: ü");
    }

    @Test
    void run_anywhere_seesNothingOfThisProcessesEnvironment() throws Exception {
        Command.Finished finished = Command.of(words())
                .in(directory)
                .environment(Map.of("FILEVINE_REGION", "ca"))
                .run();

        assertThat(finished.outLines())
                .contains("directory " + directory.toRealPath(), "variable FILEVINE_REGION=ca")
                .filteredOn(line -> line.startsWith("variable "))
                .noneMatch(line -> line.contains("JAVA_HOME") || line.contains(" HOME="));
    }

    private static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Jdk.current().tool("java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Talkative.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** What it runs. */
    static final class Talkative {
        private Talkative() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("arguments " + List.of(arguments));
            System.out.println("directory " + Path.of("").toRealPath());
            System.getenv().forEach((name, value) -> System.out.println("variable " + name + "=" + value));
            System.err.write("to standard error: ü\n".getBytes(StandardCharsets.UTF_8));
            System.exit(7);
        }
    }
}
