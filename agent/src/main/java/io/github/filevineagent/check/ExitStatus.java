package io.github.filevineagent.check;

/** What the command line tells the shell. */
final class ExitStatus {
    static final int OK = 0;
    static final int STEP_FAILED = 1;

    /** The configuration can't be used, or the arguments can't be understood. */
    static final int UNUSABLE = 2;

    private ExitStatus() {}
}
