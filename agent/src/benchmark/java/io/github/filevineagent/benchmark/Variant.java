package io.github.filevineagent.benchmark;

import java.util.Locale;

/** How a program comes to its token. Where our agent is not attached, the program writes the header itself. */
enum Variant {
    /** No agent, and a ready token. */
    BARE,
    /** No agent; the program exchanges its PAT for a token, as one would write it. */
    BY_HAND,
    /** An agent that does nothing, and a ready token, as for all that follow but ours. */
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
