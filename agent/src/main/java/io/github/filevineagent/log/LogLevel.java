package io.github.filevineagent.log;

/** How much the agent writes, from nothing to everything. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
}
