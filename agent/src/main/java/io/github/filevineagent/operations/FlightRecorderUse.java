package io.github.filevineagent.operations;

/** Whether the JVM has loaded its flight recorder, as it does when a recording is started. Thread-safe. */
public final class FlightRecorderUse {
    private volatile boolean begun;

    /** Notes that it is being loaded. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }
}
