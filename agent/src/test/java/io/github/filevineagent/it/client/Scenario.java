package io.github.filevineagent.it.client;

/** Something that an application does with an HTTP client. */
public interface Scenario {
    String name();

    /** Returns whether there is such a thing with this client. */
    default boolean isFor(Variant variant) {
        return true;
    }

    /** What it throws is reported; so is all that it puts into the call's report. */
    void run(Call call) throws Exception;
}
