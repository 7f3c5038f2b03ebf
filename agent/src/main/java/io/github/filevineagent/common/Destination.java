package io.github.filevineagent.common;

/** Where lines can go instead of standard error. Called on a thread of its own, which it may hold up for ever. */
interface Destination {
    /**
     * Writes a line.
     *
     * @param line without the agent's prefix, level and time
     * @return false if it does not take it, which then goes to standard error, as where it throws
     */
    boolean write(LogLevel level, String line) throws Exception;
}
