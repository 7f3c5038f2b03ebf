package io.github.filevineagent.common;

/** How much the agent writes, from nothing to everything. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
}
