package io.github.filevineagent.testapp.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Command.Finished;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prometheus' tool that checks rules and evaluates them: the one that the variable {@code PROMTOOL} names, else the one on the
 * path. A test that needs it is skipped on a machine without either; {@code .ci/promtool} brings it, and CI insists on that.
 */
final class Promtool {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path program;
    private final Path directory;

    private Promtool(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /**
     * Skips the test where there is none.
     *
     * @param directory for files that it is to read
     */
    static Promtool in(Path directory) {
        String named = System.getenv("PROMTOOL");
        List<Path> found = named != null && !named.isEmpty() ? List.of(Path.of(named)) : onThePath();
        assumeTrue(!found.isEmpty(), "there is no promtool; .ci/promtool brings it");
        return new Promtool(found.get(0), directory);
    }

    private static List<Path> onThePath() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .toList();
    }

    void run(Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        Finished finished = Command.of(command).run();
        assertThat(finished.status()).as(finished.toString()).isZero();
    }

    /**
     * Evaluates the rules that are delivered, and then an expression, over series that have been as they were scraped all the
     * time; of a counter, its value is what was added in each minute.
     *
     * @param expected label sets of the result, each with its value
     */
    void evaluate(List<Sample> samples, String expression, Map<String, ? extends Number> expected)
            throws IOException, InterruptedException {
        Map<String, String> series = new TreeMap<>();
        for (Sample sample : samples) {
            String value = sample.plainValue();
            series.put(sample.series(), sample.isCounter() ? "0+" + value + "x30" : value + "+0x30");
        }
        evaluate(series, 20, expression, expected);
    }

    /**
     * As the other one, over any series.
     *
     * @param series each with its values from minute to minute, as the tool's tests have them
     * @param minutes when the expression is evaluated
     */
    void evaluate(Map<String, String> series, int minutes, String expression, Map<String, ? extends Number> expected)
            throws IOException, InterruptedException {
        List<Map<String, String>> input = new ArrayList<>();
        series.forEach((name, values) -> input.add(Map.of("series", name, "values", values)));
        List<Map<String, Object>> samples = new ArrayList<>();
        expected.forEach((labels, value) -> samples.add(Map.of("labels", labels, "value", value)));
        Map<String, Object> evaluation = Map.of("expr", expression, "eval_time", minutes + "m", "exp_samples", samples);
        Map<String, Object> test =
                Map.of("interval", "1m", "input_series", input, "promql_expr_test", List.of(evaluation));
        String rules =
                MonitoredJvm.DELIVERED.resolve("alerts.yaml").toAbsolutePath().toString();
        run(
                "test",
                "rules",
                write(
                        "test.yaml",
                        Map.of("rule_files", List.of(rules), "evaluation_interval", "1m", "tests", List.of(test))));
    }

    /** What is JSON is YAML, too. */
    private Path write(String name, Object contents) throws IOException {
        return Files.writeString(directory.resolve(name), JSON.writeValueAsString(contents));
    }
}
