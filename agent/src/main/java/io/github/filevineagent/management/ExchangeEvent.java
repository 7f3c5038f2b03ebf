package io.github.filevineagent.management;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The flight recorder's event for one PAT exchange. Its fields are read by the JVM. */
@Name("filevine.Exchange")
@Label("Token Exchange")
@Description("A Personal Access Token was exchanged for an access token, or should have been")
@Category("Filevine")
@StackTrace(false)
@SuppressWarnings("unused")
final class ExchangeEvent extends Event {
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
