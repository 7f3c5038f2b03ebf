package io.github.filevineagent.management;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The flight recorder's event for one replay. Its fields are read by the JVM. */
@Name("filevine.Replay")
@Label("Request Replay")
@Description("The gateway answered 401, and the request is sent again with a fresh token")
@Category("Filevine")
@SuppressWarnings("unused")
final class ReplayEvent extends Event {
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
