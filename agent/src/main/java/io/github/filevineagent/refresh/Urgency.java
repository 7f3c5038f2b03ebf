package io.github.filevineagent.refresh;

/** Which of the {@linkplain Job jobs} that are due is done first: those whose constant comes first. */
public enum Urgency {
    /** A request waits for it. */
    WAITED_FOR(true, false),
    /** A request waits for it, but it failed the last time. */
    WAITED_FOR_AFTER_FAILURE(true, true),
    /** It is due by the schedule. */
    REGULAR(false, false),
    /** It failed the last time. */
    AFTER_FAILURE(false, true),
    /** It is no exchange, but a look at secrets' files, or a question to the gateway. */
    ASIDE(false, true);

    private final boolean waitedFor;
    private final boolean doubtful;

    Urgency(boolean waitedFor, boolean doubtful) {
        this.waitedFor = waitedFor;
        this.doubtful = doubtful;
    }

    boolean isWaitedFor() {
        return waitedFor;
    }

    /** Returns whether it may well take all the time that it is given, and give nothing. */
    boolean isDoubtful() {
        return doubtful;
    }
}
