package io.github.filevineagent.benchmark;

import io.github.filevineagent.support.Jdk;

/** One question about the agent's cost. It adds its answers to the report. */
interface Measurement {
    void measure(Jdk jdk) throws Exception;
}
