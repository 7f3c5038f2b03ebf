package io.github.filevineagent.it.client;

import java.time.Duration;

/** Something that an application does with an HTTP client. */
public interface Scenario {
    String name();

    /** Returns whether there is such a thing with this client. */
    default boolean isFor(Variant variant) {
        return true;
    }

    /** Returns how long it may take before it counts as stuck, which some are without the agent, too. */
    default Duration limit() {
        return Duration.ofSeconds(20);
    }

    /** What it throws is reported; so is all that it puts into the call's report. */
    void run(Call call) throws Exception;
}
