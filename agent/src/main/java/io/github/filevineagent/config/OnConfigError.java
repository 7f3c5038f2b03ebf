package io.github.filevineagent.config;

/** What becomes of a JVM whose configuration of the agent has problems. */
enum OnConfigError {
    /** It does not start. */
    ABORT,
    /** It starts, without the agent. */
    DISABLE
}
