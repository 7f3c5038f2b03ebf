package io.github.filevineagent.management;

import io.github.filevineagent.authorize.RequestListener;
import org.jspecify.annotations.Nullable;

/**
 * Whether the JVM has loaded its flight recorder, as it does when a recording is started. Writes down there the requests that
 * no profile is for. Thread-safe.
 */
public final class FlightRecorderUse implements RequestListener {
    private volatile boolean begun;

    /** Notes that it is being loaded. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Does not happen: without a profile there was no token that could have been rejected. */
    @Override
    public void replayed(String host) {}

    @Override
    public void withoutToken(String host, boolean failed) {
        withoutToken(null, host, failed);
    }

    void withoutToken(@Nullable String profile, String host, boolean failed) {
        if (begun) {
            new RequestWithoutTokenEvent(profile, host, failed).commit();
        }
    }
}
