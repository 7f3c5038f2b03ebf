package io.github.filevineagent.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One JVM of the client, and what the servers saw of it. Immutable. */
public final class ScenarioRun {
    private final JvmResult result;
    private final List<Hit> hits;

    ScenarioRun(JvmResult result, List<Hit> hits) {
        this.result = result;
        this.hits = List.copyOf(hits);
    }

    public JvmResult result() {
        return result;
    }

    /** Returns what the scenario reported. */
    public Map<String, String> report(String tag) {
        return result.report(tag);
    }

    /** Checks that each scenario's one request had the first token, and no output has it. */
    public ScenarioRun assertAuthorized(Suite suite) {
        result.assertHealthy();
        for (String tag : suite.tags()) {
            assertThat(hits(tag))
                    .as(tag + " " + result)
                    .singleElement()
                    .extracting(hit -> hit.header("Authorization"))
                    .isEqualTo(List.of("Bearer fvtoken-main-1"));
        }
        return this;
    }

    /** Returns the scenario's requests, as the servers saw them: those of one server in their order. */
    public List<Hit> hits(String tag) {
        return hits.stream()
                .filter(hit -> hit.target().startsWith("/" + tag + "/"))
                .collect(Collectors.toList());
    }
}
