package io.github.filevineagent.benchmark.program;

import java.lang.instrument.Instrumentation;

/** The agent that does nothing: what any agent costs. */
public final class NoAgent {
    private NoAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {}
}
