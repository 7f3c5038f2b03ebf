package io.github.filevineagent.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.support.Command.Finished;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a JVM has left behind. Immutable. */
public final class JvmResult {
    private static final String AGENT = "[filevine-agent] ";

    private final Finished finished;

    JvmResult(Finished finished) {
        this.finished = finished;
    }

    public int exitStatus() {
        return finished.status();
    }

    public String out() {
        return finished.out();
    }

    public String err() {
        return finished.err();
    }

    /** Returns what the agent said, without its prefix. */
    public List<String> agentLines() {
        return err().lines()
                .filter(line -> line.startsWith(AGENT))
                .map(line -> line.substring(AGENT.length()))
                .collect(Collectors.toList());
    }

    /** Returns each line of standard error that the agent has not written. */
    public List<String> otherErrorLines() {
        return err().lines().filter(line -> !line.startsWith(AGENT)).collect(Collectors.toList());
    }

    /** Returns what was printed as {@code TAG.key=value} for one tag, in that order. */
    public Map<String, String> report(String tag) {
        Map<String, String> values = new LinkedHashMap<>();
        out().lines().filter(line -> line.startsWith(tag + ".")).forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(tag.length() + 1, equals), line.substring(equals + 1));
        });
        return values;
    }

    /** Checks that the application came to its end, and that the agent neither failed nor showed a credential. */
    public JvmResult assertHealthy() {
        assertThat(exitStatus()).as(toString()).isZero();
        assertThat(agentLines()).as(err()).noneMatch(line -> line.startsWith("error:"));
        assertThat(out() + err()).doesNotContain(FakeIdentity.TOKEN_PREFIX).doesNotContain(FakeIdentity.PAT_PREFIX);
        return this;
    }

    @Override
    public String toString() {
        return finished.toString();
    }
}
