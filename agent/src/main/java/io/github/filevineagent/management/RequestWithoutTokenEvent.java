package io.github.filevineagent.management;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** The flight recorder's event for a gateway request that found no token. Its fields are read by the JVM. */
@Name("filevine.RequestWithoutToken")
@Label("Request Without Token")
@Description("There was no valid access token for a request to a gateway host, or no profile for its organisation")
@Category("Filevine")
@SuppressWarnings("unused")
final class RequestWithoutTokenEvent extends Event {
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
