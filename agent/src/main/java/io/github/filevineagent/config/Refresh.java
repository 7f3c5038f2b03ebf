package io.github.filevineagent.config;

/** Whose tokens are kept fresh. */
enum Refresh {
    /** Each profile's. */
    ALWAYS,
    /** That of a profile that requests use. */
    WHEN_USED;

    static boolean isWhenUsed(Section agent) {
        return agent.oneOf(Setting.REFRESH, values(), ALWAYS) == WHEN_USED;
    }
}
