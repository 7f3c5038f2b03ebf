package io.github.filevineagent.benchmark;

import java.util.Locale;

/** What is attached to a program. Where it is not our agent, the program writes the header itself, from a ready token. */
enum Variant {
    BARE,
    EMPTY_AGENT,
    OURS,
    /** Our agent with {@code filevine.enabled=false}. */
    OURS_SWITCHED_OFF,
    OPEN_TELEMETRY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
