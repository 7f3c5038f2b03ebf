package io.github.filevineagent.config;

/** Where the agent's lines go. */
enum LogTo {
    STDERR,
    SYSTEM;

    /** Returns what is configured, and reports an invalid value. */
    static boolean isSystem(Section agent) {
        return agent.oneOf(Setting.LOG_TO, values(), STDERR) == SYSTEM;
    }
}
