package io.github.filevineagent.testapp.monitoring;

import java.util.List;

/** Which of the two agents stands first on the command line, and so is started first. */
enum Order {
    AGENT_FIRST,
    EXPORTER_FIRST;

    List<String> arrange(String agent, String exporter) {
        return this == AGENT_FIRST ? List.of(agent, exporter) : List.of(exporter, agent);
    }
}
