package io.github.filevineagent.management;

import io.github.filevineagent.authorize.RequestListener;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Whether the JVM has loaded its flight recorder, as it does when a recording is started, and the events that go there. Writes
 * down the requests that no profile is for. Thread-safe.
 *
 * <p>To load an event's class is to load the recorder. So nothing touches them before that has happened.
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

    /** The flight recorder's event for one PAT exchange. Its fields are read by the JVM. */
    @Name("filevine.Exchange")
    @Label("Token Exchange")
    @Description("A Personal Access Token was exchanged for an access token, or should have been")
    @Category("Filevine")
    @StackTrace(false)
    @SuppressWarnings("unused")
    static final class ExchangeEvent extends Event {
        @Label("Profile")
        private final String profile;

        @Label("Outcome")
        @Description("token or failed")
        private @Nullable String outcome;

        @Label("Reason")
        @Description("Why it failed, such as invalid_grant, http_503 or timeout")
        private @Nullable String reason;

        ExchangeEvent(String profile) {
            this.profile = profile;
        }

        /**
         * Ends the event and writes it.
         *
         * @param failureReason null for success
         */
        void end(@Nullable String failureReason) {
            outcome = failureReason == null ? "token" : "failed";
            reason = failureReason;
            commit();
        }
    }

    /** The flight recorder's event for one replay. Its fields are read by the JVM. */
    @Name("filevine.Replay")
    @Label("Request Replay")
    @Description("The gateway answered 401, and the request is sent again with a fresh token")
    @Category("Filevine")
    @SuppressWarnings("unused")
    static final class ReplayEvent extends Event {
        @Label("Profile")
        private final String profile;

        @Label("Host")
        private final String host;

        ReplayEvent(String profile, String host) {
            this.profile = profile;
            this.host = host;
        }

        /** Has the JVM load and initialize this class, which takes the recorder a while. */
        static void initialize() {}
    }

    /** The flight recorder's event for a gateway request that found no token. Its fields are read by the JVM. */
    @Name("filevine.RequestWithoutToken")
    @Label("Request Without Token")
    @Description("There was no valid access token for a request to a gateway host, or no profile for its organisation")
    @Category("Filevine")
    @SuppressWarnings("unused")
    static final class RequestWithoutTokenEvent extends Event {
        @Label("Profile")
        @Description("None where no profile is for the request's organisation")
        private final @Nullable String profile;

        @Label("Host")
        private final String host;

        @Label("Outcome")
        @Description("failed, or passed: it was sent without the header")
        private final String outcome;

        RequestWithoutTokenEvent(@Nullable String profile, String host, boolean failed) {
            this.profile = profile;
            this.host = host;
            this.outcome = failed ? "failed" : "passed";
        }

        /** Has the JVM load and initialize this class, which takes the recorder a while. */
        static void initialize() {}
    }
}
